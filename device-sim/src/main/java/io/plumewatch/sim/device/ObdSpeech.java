package io.plumewatch.sim.device;

import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.ObdSignature;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal of one profile says things.
 *
 * @param chip signs where the profile has signatures; null for a terminal without one
 */
public record ObdSpeech(
        ObdProfile profile, String vin, @Nullable SecurityChip chip) {

    private static final int SOFTWARE_VERSION = 1;
    private static final int REQUEST = 0xFE;

    /** Bytes of a packet of layout B in front of its first block. */
    private static final int BEFORE_BLOCKS = 8;

    public ObdFrame login(OffsetDateTime at, int serial, String iccid) {
        return frame(ObdCommand.LOGIN, new ObdMessage.Login(at, serial, iccid, Octets.NONE));
    }

    public ObdFrame logout(@Nullable OffsetDateTime at, int serial) {
        return frame(ObdCommand.LOGOUT, new ObdMessage.Logout(at, serial, Octets.NONE));
    }

    public ObdFrame timeRequest() {
        return frame(ObdCommand.TIME_SYNC, new ObdMessage.TimeSyncRequest());
    }

    public ObdFrame tamperAlarm(OffsetDateTime at, int serial, Position position) {
        return frame(ObdCommand.TAMPER_ALARM, new ObdMessage.TamperAlarm(at, serial, position, Octets.NONE));
    }

    /**
     * Returns the activation of the chip.
     *
     * @throws IllegalStateException when the terminal has none
     */
    public ObdFrame activation(OffsetDateTime at) {
        SecurityChip own = chip;
        if (own == null) {
            throw new IllegalStateException("a terminal without a security chip has nothing to activate");
        }
        var unsigned = new ObdMessage.Activation(at, own.chipId(), own.point(), vin, null);
        ObdSignature signature = own.sign(frame(ObdCommand.ACTIVATION, unsigned).data());
        return frame(ObdCommand.ACTIVATION, new ObdMessage.Activation(at, own.chipId(), own.point(), vin, signature));
    }

    /**
     * Returns seconds of engine data in a row, live or from the store.
     *
     * @param start when the first of them was
     * @param sentAt when they are sent; only HJ 1239 says so
     * @param diagnostics of the control unit; null to leave them out
     */
    public ObdFrame upload(
            boolean supplementary,
            int serial,
            OffsetDateTime start,
            OffsetDateTime sentAt,
            List<Measurements> seconds,
            @Nullable Diagnostics diagnostics) {
        Layout layout = profile.layouts().iterator().next();
        var blocks = new ArrayList<ObdBlock>();
        if (diagnostics != null) {
            blocks.add(block(layout, serial, true, Diagnostics.TYPE, start, diagnostics));
        }
        for (int i = 0; i < seconds.size(); i++) {
            blocks.add(block(
                    layout,
                    serial,
                    blocks.isEmpty(),
                    BlockType.ENGINE_STREAM.code(),
                    start.plusSeconds(i),
                    seconds.get(i)));
        }
        boolean packetSerial = layout != Layout.A && layout != Layout.A1;
        var time = layout == Layout.C ? sentAt : start;
        var upload = new ObdMessage.Upload(
                supplementary, layout, time, packetSerial ? (Integer) serial : null, blocks, null);
        int command = supplementary ? ObdCommand.SUPPLEMENTARY : ObdCommand.REAL_TIME;
        return frame(command, signed(command, upload));
    }

    private ObdBlock block(
            Layout layout, int serial, boolean first, int type, OffsetDateTime at, ObdBlock.Content content) {
        boolean own = layout == Layout.A || layout == Layout.A1 && first;
        var block = new ObdBlock(type, own ? (Integer) serial : null, at, content, null);
        return layout == Layout.B_SIGNED ? signed(block, at) : block;
    }

    private ObdBlock signed(ObdBlock block, OffsetDateTime at) {
        SecurityChip own = chip;
        if (own == null) {
            throw new IllegalStateException("a terminal of profile P2s needs a security chip");
        }
        var alone = new ObdMessage.Upload(false, Layout.B, at, 0, List.of(block), null);
        Octets data = frame(ObdCommand.REAL_TIME, alone).data();
        ObdSignature signature = own.sign(data.slice(BEFORE_BLOCKS, data.length()));
        return new ObdBlock(block.type(), block.serial(), block.time(), block.content(), signature);
    }

    private ObdMessage.Upload signed(int command, ObdMessage.Upload upload) {
        SecurityChip own = chip;
        if (own == null || upload.layout() != Layout.C) {
            return upload;
        }
        return new ObdMessage.Upload(
                upload.supplementary(),
                upload.layout(),
                upload.time(),
                upload.serial(),
                upload.blocks(),
                own.sign(frame(command, upload).data()));
    }

    private ObdFrame frame(int command, ObdMessage message) {
        var header = profile == ObdProfile.P4
                ? ObdHeader.platform(command, vin, REQUEST)
                : ObdHeader.terminal(command, vin, SOFTWARE_VERSION);
        return ObdEncoder.encode(header, message);
    }
}
