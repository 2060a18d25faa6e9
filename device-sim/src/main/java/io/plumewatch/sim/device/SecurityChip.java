package io.plumewatch.sim.device;

import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The security chip of an OBD terminal.
 *
 * @param chipId 16 characters, under which it signs
 * @param privateKey 32 bytes
 */
public record SecurityChip(String chipId, Octets privateKey) {

    /** Makes the chip that belongs to a number: always the same one. Its key is no secret and good for play only. */
    public static SecurityChip of(long number) {
        byte[] key = new byte[32];
        new SplittableRandom(number).nextBytes(key);
        // Below the order of the curve, and not zero.
        key[0] = 0x01;
        return new SecurityChip(
                String.format(Locale.ROOT, "CHIP%012d", Math.floorMod(number, 1_000_000_000_000L)), Octets.of(key));
    }

    /** Returns what is filed for the terminal: 128 hex digits, X then Y. */
    public String publicKey() {
        return point().hex();
    }

    Octets point() {
        return Sm2.publicKey(privateKey);
    }

    ObdSignature sign(Octets bytes) {
        return Sm2.sign(bytes, privateKey, chipId);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "SecurityChip[" + chipId + "]";
    }
}
