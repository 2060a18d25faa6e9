package io.plumewatch.gateway.obd;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.plumewatch.gateway.settings.Bounds;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the port for terminals with certificates. It is off unless all three files are named; they are read once,
 * at the start.
 *
 * @param port 0..65,535; 0 = any free one
 * @param cert file with the server's certificate chain, PEM
 * @param key file with its private key, PKCS #8, PEM, without a password
 * @param clientCa file with the certificates of those who may sign clients' certificates, PEM
 * @param handshake how long a handshake may take, 1 s..1 min
 */
public record ObdTlsSettings(
        @DefaultValue("17692") int port,
        @DefaultValue("") String cert,
        @DefaultValue("") String key,
        @DefaultValue("") String clientCa,
        @DefaultValue("10s") Duration handshake) {

    public ObdTlsSettings {
        Bounds.within("plumewatch.obd.tls.port", port, 0, 65_535);
        Bounds.within("plumewatch.obd.tls.handshake", handshake, Duration.ofSeconds(1), Duration.ofMinutes(1));
        boolean none = cert.isBlank() && key.isBlank() && clientCa.isBlank();
        if (!none && (cert.isBlank() || key.isBlank() || clientCa.isBlank())) {
            throw new IllegalArgumentException(
                    "plumewatch.obd.tls needs all of cert, key and client-ca, or none of them");
        }
    }

    /**
     * Reads the files.
     *
     * @return empty when TLS is off
     * @throws IllegalArgumentException when a file cannot be used
     */
    Optional<SslContext> context() {
        if (cert.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SslContextBuilder.forServer(new File(cert), new File(key))
                    .trustManager(new File(clientCa))
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "plumewatch.obd.tls: cert, key and client-ca must be PEM files, the key PKCS #8 without a password: "
                            + e.getMessage(),
                    e);
        }
    }
}
