package io.plumewatch.wire.obd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * SM2 signatures with SM3 over sm2p256v1 (GB/T 32918.2), numbers as 32 bytes each.
 *
 * <p>The signature covers an identity of the signer too. Terminals are known to take the identifier of their security
 * chip; the public examples take a fixed one. Both are tried, the chip's first.
 */
public final class Sm2 {

    /** The identity of the public examples. */
    public static final String DEFAULT_ID = "1234567812345678";

    private static final ECDomainParameters CURVE = curve();

    private Sm2() {}

    /** What is known of a signature. */
    public enum State {
        VALID,
        INVALID,
        /** There is a signature and no key to check it with. */
        NO_KEY,
        /** There is none. */
        ABSENT
    }

    /**
     * The state of a signature.
     *
     * @param signedAs the identity under which it is valid; null in every other state
     */
    public record Verdict(State state, @Nullable String signedAs) {

        /** Returns the state, and behind a slash the identity if there is one: how the log carries a verdict. */
        public String text() {
            return signedAs == null ? state.name() : state.name() + "/" + signedAs;
        }

        /**
         * Reads what {@link #text} wrote.
         *
         * @throws IllegalArgumentException for a state that there is not
         */
        public static Verdict ofText(String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? new Verdict(State.valueOf(text), null)
                    : new Verdict(State.valueOf(text.substring(0, slash)), text.substring(slash + 1));
        }
    }

    /**
     * Checks a signature.
     *
     * @param publicKey X then Y, 64 bytes; null if nobody has filed one
     * @param chipId identifier of the terminal's security chip, 16 characters; null if unknown
     */
    public static Verdict verify(
            @Nullable ObdSignature signature, @Nullable Octets publicKey, @Nullable String chipId) {
        if (signature == null) {
            return new Verdict(State.ABSENT, null);
        }
        if (publicKey == null) {
            return new Verdict(State.NO_KEY, null);
        }
        if (chipId != null && holds(signature, publicKey, chipId)) {
            return new Verdict(State.VALID, chipId);
        }
        return holds(signature, publicKey, DEFAULT_ID)
                ? new Verdict(State.VALID, DEFAULT_ID)
                : new Verdict(State.INVALID, null);
    }

    /**
     * Signs bytes with a private key of 32 bytes, under an identity. The same bytes get the same signature: its random
     * number is drawn from all three.
     */
    public static ObdSignature sign(Octets toSign, Octets privateKey, String signAs) {
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        var key = new ECPrivateKeyParameters(new BigInteger(1, privateKey.toArray()), CURVE);
        var withRandom = new ParametersWithRandom(key, drawnFrom(toSign, privateKey, signAs));
        signer.init(true, new ParametersWithID(withRandom, signAs.getBytes(ISO_8859_1)));
        signer.update(toSign.toArray(), 0, toSign.length());
        try {
            var rs = Octets.owning(signer.generateSignature());
            return new ObdSignature(rs.slice(0, 32), rs.slice(32, 64), toSign);
        } catch (CryptoException e) {
            throw new IllegalStateException("SM2 signing failed", e);
        }
    }

    private static SecureRandom drawnFrom(Octets toSign, Octets privateKey, String signAs) {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(new OctetWriter()
                    .put(privateKey)
                    .put(signAs.getBytes(ISO_8859_1))
                    .put(toSign)
                    .toArray());
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA1PRNG", e);
        }
    }

    /** Returns the public key of a private one: X then Y, 64 bytes. */
    public static Octets publicKey(Octets privateKey) {
        var point =
                CURVE.getG().multiply(new BigInteger(1, privateKey.toArray())).normalize();
        return Octets.of(new OctetWriter()
                .put(point.getAffineXCoord().getEncoded())
                .put(point.getAffineYCoord().getEncoded())
                .toArray());
    }

    /** Returns whether these are 64 bytes, X then Y, of a point of the curve. */
    public static boolean isPublicKey(Octets publicKey) {
        return key(publicKey) != null;
    }

    private static boolean holds(ObdSignature signature, Octets publicKey, String signedAs) {
        var key = key(publicKey);
        if (key == null || !inRange(signature.r()) || !inRange(signature.s())) {
            return false;
        }
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, new ParametersWithID(key, signedAs.getBytes(ISO_8859_1)));
        signer.update(
                signature.signedBytes().toArray(), 0, signature.signedBytes().length());
        return signer.verifySignature(
                new OctetWriter().put(signature.r()).put(signature.s()).toArray());
    }

    /** Returns null for numbers that are no point of the curve. */
    private static @Nullable ECPublicKeyParameters key(Octets publicKey) {
        if (publicKey.length() != 64) {
            return null;
        }
        var x = BigIntegers.fromUnsignedByteArray(publicKey.toArray(), 0, 32);
        var y = BigIntegers.fromUnsignedByteArray(publicKey.toArray(), 32, 32);
        try {
            return new ECPublicKeyParameters(CURVE.getCurve().createPoint(x, y), CURVE);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean inRange(Octets number) {
        var value = new BigInteger(1, number.toArray());
        return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
    }

    private static ECDomainParameters curve() {
        var curve = CustomNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
