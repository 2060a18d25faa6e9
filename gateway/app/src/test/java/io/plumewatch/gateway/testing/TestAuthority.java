package io.plumewatch.gateway.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs certificates for tests. */
public final class TestAuthority {

    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    public TestAuthority(String name) throws GeneralSecurityException {
        this.certificate = sign(name, keys, name, keys.getPrivate(), Duration.ofDays(1), true);
    }

    /** A private key and its certificate. */
    public record Identity(PrivateKey key, X509Certificate certificate) {

        public void write(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
            Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        }
    }

    /** Returns an identity that ends {@code validFor} from now; a negative one has ended. */
    public Identity identity(String commonName, Duration validFor, GeneralName... alternativeNames)
            throws GeneralSecurityException {
        KeyPair subject = newKeys();
        String issuer = certificate.getSubjectX500Principal().getName().substring(3);
        return new Identity(
                subject.getPrivate(),
                sign(commonName, subject, issuer, keys.getPrivate(), validFor, false, alternativeNames));
    }

    public void write(Path certificateFile) throws IOException, GeneralSecurityException {
        Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** Writes a list, good for a day, of those that it takes back. */
    public void writeRevoked(Path file, Identity... revoked) throws IOException, GeneralSecurityException {
        try {
            var now = Instant.now();
            var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
            for (Identity each : revoked) {
                builder.addCRLEntry(each.certificate().getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            Files.writeString(file, pem("X509 CRL", builder.build(signer).getEncoded()));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Returns what a client needs that believes this authority. */
    public SSLContext client(@Nullable Identity identity) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (identity != null) {
            own.setKeyEntry("own", identity.key(), PASSWORD, new Certificate[] {identity.certificate()});
        }
        var keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(own, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static X509Certificate sign(
            String name,
            KeyPair subject,
            String issuer,
            PrivateKey issuerKey,
            Duration validFor,
            boolean authority,
            GeneralName... alternativeNames)
            throws GeneralSecurityException {
        var end = Instant.now().plus(validFor);
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(end.minus(Duration.ofDays(30))),
                    Date.from(end),
                    new X500Name("CN=" + name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (Arrays.stream(alternativeNames).findAny().isPresent()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternativeNames));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
