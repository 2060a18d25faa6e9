package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The private key in its file: PEM, PKCS #8, mode 600. */
final class SigningKeyFile {

    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String FOOT = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    SigningKeyFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Reads the pair, or makes one where there is none.
     *
     * @throws IllegalStateException if others may read the file or it holds no such key, with what to do
     */
    Pair readOrMake() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            refuseOpenFile();
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the signing key " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file + " holds no Ed25519 key in PKCS #8; put it back, or move it away to start with a new key", e);
        }
    }

    private Pair read() throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, US_ASCII);
        byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replace(HEAD, "").replace(FOOT, ""));
        PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        return new Pair(key, Ed25519Jwk.of(publicKeyOf(key)));
    }

    /** The JDK computes a public key only while it generates a pair, so the generator is given our private bytes. */
    private static PublicKey publicKeyOf(PrivateKey key) throws GeneralSecurityException {
        byte[] secret = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not give its bytes"));
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Replay(secret));
        PublicKey publicKey = generator.generateKeyPair().getPublic();
        byte[] probe = {1, 2, 3};
        if (!DetachedJws.verifies(probe, DetachedJws.sign(probe, "probe", key), publicKey)) {
            throw new GeneralSecurityException("the public key that was computed does not verify");
        }
        return publicKey;
    }

    private void make() throws IOException, GeneralSecurityException {
        Path folder = file.resolveSibling(".");
        Files.createDirectories(folder);
        byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Path written =
                Files.createTempFile(folder, "signing-key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(
                written, HEAD + "\n" + Base64.getEncoder().encodeToString(pkcs8) + "\n" + FOOT + "\n", US_ASCII);
        // A key that signed something must not be lost with the power: contents first, then the name.
        force(written, StandardOpenOption.WRITE);
        Files.move(written, file);
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    private void refuseOpenFile() throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(
                    "the signing key " + file + " may be read by others; run: chmod 600 " + file);
        }
    }

    /** The private key, and the public one that belongs to it. */
    record Pair(PrivateKey privateKey, Ed25519Jwk jwk) {}

    /** Gives out fixed bytes in place of random ones. */
    private static final class Replay extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Replay(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
