package io.plumewatch.gateway.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a connection in after its handshake, with a certificate that we trust where we ask for one. */
final class TlsEntrance<F, K> extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(TlsEntrance.class);

    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final Set<FrameConnection<F, K>> open;
    private boolean refused;

    TlsEntrance(TcpParts parts, Speech<F, K> speech, Set<FrameConnection<F, K>> open) {
        this.parts = parts;
        this.speech = speech;
        this.open = open;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            ctx.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            ctx.pipeline().replace(this, null, new FrameConnection<>(parts, speech, open, peer(ctx)));
        } else {
            refuse(ctx, handshake.cause());
        }
    }

    /** Whoever sends anything else than TLS, or hangs up before its end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            log.error("Our own code failed on a TLS handshake", cause);
        }
        refuse(ctx, cause);
    }

    private void refuse(ChannelHandlerContext ctx, Throwable cause) {
        if (!refused) {
            refused = true;
            parts.counters().event(parts.protocol(), "refused_tls");
            log.debug("A TLS handshake failed: {}", cause.getMessage());
        }
        ctx.close();
    }

    /** Returns what the peer has shown, or null where nobody asks for it. */
    private static @Nullable X509Certificate peer(ChannelHandlerContext ctx) {
        try {
            Certificate[] chain =
                    ctx.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
