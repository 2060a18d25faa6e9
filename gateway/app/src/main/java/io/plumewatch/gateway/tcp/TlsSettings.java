package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.settings.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a second port, with TLS: {@code tls} in its protocol's settings. It is off unless its files are named. They
 * are read again when they change; open connections stay, but for those whose certificate has been revoked.
 *
 * @param port 0..65,535; 0 = any free one
 * @param cert file with the server's certificate chain, PEM
 * @param key file with its private key, PKCS #8, PEM, without a password
 * @param clientCa file with the certificates of those who may sign clients' certificates, PEM; with it, clients need one
 * @param crl file with a revocation list of each of those, PEM; while one is missing or has run out, nobody comes in
 * @param handshake how long a handshake may take, 1 s..1 min
 * @param reload how often the files are looked at, 0.1 s..1 h; they are read when they stayed the same for two looks
 */
public record TlsSettings(
        @DefaultValue("17692") int port,
        @DefaultValue("") String cert,
        @DefaultValue("") String key,
        @DefaultValue("") String clientCa,
        @DefaultValue("") String crl,
        @DefaultValue("10s") Duration handshake,
        @DefaultValue("10s") Duration reload) {

    public TlsSettings {
        Bounds.within("tls.port", port, 0, 65_535);
        Bounds.within("tls.handshake", handshake, Duration.ofSeconds(1), Duration.ofMinutes(1));
        Bounds.within("tls.reload", reload, Duration.ofMillis(100), Duration.ofHours(1));
    }

    /** Refuses half of the files, naming the key {@code prefix}; {@code clients} says that clients must have certificates. */
    public void check(String prefix, boolean clients) {
        boolean none = files().isEmpty();
        if (!none && (cert.isBlank() || key.isBlank() || (clients && clientCa.isBlank()))) {
            String all = clients ? "all of cert, key and client-ca" : "both of cert and key";
            throw new IllegalArgumentException(prefix + " needs " + all + ", or none of them");
        }
        if (!crl.isBlank() && clientCa.isBlank()) {
            throw new IllegalArgumentException(prefix + ".crl is of no use without client-ca");
        }
    }

    boolean isOn() {
        return !cert.isBlank();
    }

    List<Path> files() {
        return Stream.of(cert, key, clientCa, crl)
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .toList();
    }
}
