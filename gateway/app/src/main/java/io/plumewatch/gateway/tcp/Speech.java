package io.plumewatch.gateway.tcp;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** What a protocol does with a connection. */
public interface Speech<F, K> {

    /** Returns what cuts the stream of one connection. */
    Frames<F> frames();

    /**
     * Returns what handles the frames of one connection.
     *
     * @param peer the certificate that the peer has shown, which is one that we trust; null without TLS
     */
    Line<F, K> line(Channel channel, InetAddress address, @Nullable X509Certificate peer);
}
