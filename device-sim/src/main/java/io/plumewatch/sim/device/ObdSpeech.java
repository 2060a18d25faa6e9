package io.plumewatch.sim.device;

import io.plumewatch.sim.driving.EngineSecond;
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
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal of one profile says things.
 *
 * @param chip signs where the profile has signatures; null for a terminal without one
 * @param habits in what its firmware departs from the standard
 */
public record ObdSpeech(
        ObdProfile profile, String vin, @Nullable SecurityChip chip, Set<TerminalHabit> habits) {

    private static final int SOFTWARE_VERSION = 1;
    private static final int REQUEST = 0xFE;

    public ObdSpeech {
        habits = Set.copyOf(habits);
    }

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
        return frame(ObdCommand.ACTIVATION, own.sign(unsigned));
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
            List<EngineSecond> seconds,
            @Nullable Diagnostics diagnostics) {
        Layout layout = profile.layouts().iterator().next();
        var blocks = new ArrayList<ObdBlock>();
        if (diagnostics != null) {
            OffsetDateTime readAt = habits.contains(TerminalHabit.ZERO_BLOCK_TIME) ? null : start;
            blocks.add(block(layout, serial, true, Diagnostics.TYPE, readAt, habitual(diagnostics)));
        }
        for (int i = 0; i < seconds.size(); i++) {
            for (Measurements each : seconds.get(i).blocks()) {
                blocks.add(block(layout, serial, blocks.isEmpty(), each.type().code(), start.plusSeconds(i), each));
            }
        }
        if (habits.contains(TerminalHabit.VENDOR_BLOCK)) {
            blocks.add(block(layout, serial, false, TerminalHabit.VENDOR_TYPE, start, TerminalHabit.vendorBlock()));
        }
        boolean packetSerial = layout != Layout.A && layout != Layout.A1;
        var time = layout == Layout.C ? sentAt : start;
        var upload = new ObdMessage.Upload(
                supplementary, layout, time, packetSerial ? (Integer) serial : null, blocks, null);
        int command = supplementary ? ObdCommand.SUPPLEMENTARY : ObdCommand.REAL_TIME;
        return frame(command, signed(upload));
    }

    private Diagnostics habitual(Diagnostics diagnostics) {
        Diagnostics said = diagnostics;
        for (TerminalHabit habit : habits) {
            said = habit.apply(said);
        }
        return said;
    }

    private ObdBlock block(
            Layout layout, int serial, boolean first, int type, @Nullable OffsetDateTime at, ObdBlock.Content content) {
        boolean own = layout == Layout.A || layout == Layout.A1 && first;
        return new ObdBlock(type, own ? (Integer) serial : null, at, content, null);
    }

    private ObdMessage.Upload signed(ObdMessage.Upload upload) {
        SecurityChip own = chip;
        if (own == null && upload.layout() == Layout.B_SIGNED) {
            throw new IllegalStateException("a terminal of profile P2s needs a security chip");
        }
        return own == null ? upload : own.sign(upload);
    }

    private ObdFrame frame(int command, ObdMessage message) {
        var header = profile == ObdProfile.P4
                ? ObdHeader.platform(command, vin, REQUEST)
                : ObdHeader.terminal(command, vin, SOFTWARE_VERSION);
        return ObdEncoder.encode(
                habits.contains(TerminalHabit.TILDES) ? header.with(ObdHeader.Start.TILDES, command) : header, message);
    }
}
