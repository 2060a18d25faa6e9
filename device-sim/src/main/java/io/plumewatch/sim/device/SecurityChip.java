package io.plumewatch.sim.device;

import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The security chip of an OBD terminal.
 *
 * @param chipId 16 characters, under which it signs
 * @param privateKey 32 bytes
 */
public record SecurityChip(String chipId, Octets privateKey) {

    private static final ObdHeader ANY_HEADER = ObdHeader.terminal(ObdCommand.REAL_TIME, "0".repeat(17), 1);

    /** Bytes of a packet of layout B in front of its first block. */
    private static final int BEFORE_BLOCKS = 8;

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

    /** Signs an upload as its layout has it: each block, or the whole packet, or nothing. Its own signatures give way. */
    public ObdMessage.Upload sign(ObdMessage.Upload upload) {
        return switch (upload.layout()) {
            case A, A1, B -> upload;
            case B_SIGNED -> {
                List<ObdBlock> blocks = upload.blocks().stream().map(this::sign).toList();
                yield with(upload, blocks, null);
            }
            case C -> with(upload, upload.blocks(), sign(data(with(upload, upload.blocks(), null))));
        };
    }

    /** Signs an activation. */
    public ObdMessage.Activation sign(ObdMessage.Activation activation) {
        return with(activation, sign(data(with(activation, null))));
    }

    private ObdBlock sign(ObdBlock block) {
        var alone = new ObdMessage.Upload(false, Layout.B, block.time(), 0, List.of(block), null);
        Octets data = data(alone);
        ObdSignature signature = sign(data.slice(BEFORE_BLOCKS, data.length()));
        return new ObdBlock(block.type(), block.serial(), block.time(), block.content(), signature);
    }

    private static ObdMessage.Upload with(
            ObdMessage.Upload upload, List<ObdBlock> blocks, @Nullable ObdSignature signature) {
        return new ObdMessage.Upload(
                upload.supplementary(), upload.layout(), upload.time(), upload.serial(), blocks, signature);
    }

    private static ObdMessage.Activation with(ObdMessage.Activation said, @Nullable ObdSignature signature) {
        return new ObdMessage.Activation(said.time(), said.chipId(), said.publicKey(), said.vin(), signature);
    }

    /** Only the data unit is signed, whatever the header. */
    private static Octets data(ObdMessage message) {
        return ObdEncoder.encode(ANY_HEADER, message).data();
    }

    private ObdSignature sign(Octets bytes) {
        return Sm2.sign(bytes, privateKey, chipId);
    }

    /** Returns whether a signature is this chip's. */
    public boolean made(ObdSignature signature) {
        return Sm2.verify(signature, point(), chipId).state() == Sm2.State.VALID;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "SecurityChip[" + chipId + "]";
    }
}
