package io.plumewatch.gateway.obd;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.plumewatch.gateway.intake.Protocol;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a connection in once it has shown a certificate that we trust, for the VINs that the certificate names. */
final class ObdTlsEntrance extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(ObdTlsEntrance.class);

    private final ObdParts parts;
    private boolean refused;

    ObdTlsEntrance(ObdParts parts) {
        this.parts = parts;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws SSLPeerUnverifiedException {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            ctx.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            ctx.pipeline().replace(this, "obd", new ObdConnection(parts, vins(ctx)));
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
            parts.counters().event(Protocol.OBD, "refused_tls");
            log.debug("A TLS handshake failed: {}", cause.getMessage());
        }
        ctx.close();
    }

    private static Set<String> vins(ChannelHandlerContext ctx) throws SSLPeerUnverifiedException {
        Certificate[] chain =
                ctx.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates();
        return chain[0] instanceof X509Certificate certificate ? CertifiedVins.of(certificate) : Set.of();
    }
}
