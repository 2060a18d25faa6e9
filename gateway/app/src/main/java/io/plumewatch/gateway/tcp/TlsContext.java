package io.plumewatch.gateway.tcp;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the files of a TLS port say at present. Who reloads must be one thread at a time; asking is safe for any. */
final class TlsContext {

    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final TlsSettings settings;
    private List<String> loaded;
    private List<String> seen;
    private volatile Loaded now;

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException when they cannot be used
     */
    TlsContext(TlsSettings settings) {
        this.settings = settings;
        this.loaded = stamps();
        this.seen = loaded;
        this.now = load();
    }

    private record Loaded(SslContext context, Collection<? extends CRL> revoked) {}

    SslContext context() {
        return now.context;
    }

    boolean isRevoked(X509Certificate certificate) {
        return now.revoked.stream()
                .anyMatch(list -> list instanceof X509CRL crl
                        && crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                        && crl.isRevoked(certificate));
    }

    /** Reads the files again if they changed, and not just now; returns whether they say something new. */
    boolean reload() {
        List<String> stamps = stamps();
        boolean settled = stamps.equals(seen);
        seen = stamps;
        if (!settled || stamps.equals(loaded)) {
            return false;
        }
        loaded = stamps;
        try {
            now = load();
            log.info("The TLS files were read again: {}", settings.files());
            return true;
        } catch (IllegalArgumentException e) {
            log.error("The TLS files changed and cannot be used, what they said before stays: {}", e.getMessage());
            return false;
        }
    }

    private List<String> stamps() {
        var stamps = new ArrayList<String>();
        for (Path file : settings.files()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(now.fileKey() + " " + now.size() + " " + now.lastModifiedTime());
            } catch (IOException e) {
                stamps.add("none");
            }
        }
        return stamps;
    }

    private Loaded load() {
        try {
            var builder = SslContextBuilder.forServer(new File(settings.cert()), new File(settings.key()))
                    .protocols("TLSv1.3", "TLSv1.2");
            Collection<? extends CRL> revoked = List.of();
            if (!settings.crl().isBlank()) {
                revoked = lists();
                builder.trustManager(unless(revoked)).clientAuth(ClientAuth.REQUIRE);
            } else if (!settings.clientCa().isBlank()) {
                builder.trustManager(new File(settings.clientCa())).clientAuth(ClientAuth.REQUIRE);
            }
            return new Loaded(builder.build(), revoked);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls: cert, key, client-ca and crl must be PEM files, the key PKCS #8 without a password: "
                            + e.getMessage(),
                    e);
        }
    }

    private Collection<? extends CRL> lists() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(settings.crl()))) {
            return CertificateFactory.getInstance("X.509").generateCRLs(in);
        }
    }

    private TrustManagerFactory unless(Collection<? extends CRL> revoked) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(settings.clientCa()))) {
            var anchors = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(authority -> new TrustAnchor((X509Certificate) authority, null))
                    .collect(Collectors.toSet());
            var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
            parameters.setRevocationEnabled(true);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return factory;
        }
    }
}
