package io.plumewatch.gateway.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which broker is the right one: it shows a certificate that an authority of ours signed, for the host of its address. */
final class BrokerTrust {

    private static final long MOST_BYTES = 1 << 20;

    private BrokerTrust() {}

    /**
     * Reads the authorities.
     *
     * @param pem file of one or more certificates
     * @throws IllegalArgumentException naming the file that holds none
     */
    static SSLSocketFactory of(String pem) {
        Path file = Path.of(pem);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("plumewatch.mqtt.ca: " + pem + " is longer than 1 MiB");
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(certificates(file)).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "plumewatch.mqtt.ca: expected certificates as PEM in " + pem + ": " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("plumewatch.mqtt.ca: no certificate in " + file);
            }
            return found;
        }
    }

    private static TrustManagerFactory trusting(Collection<? extends Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
