package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.Octets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** In what the firmware of a terminal departs from the standard, always. */
public enum TerminalHabit {
    /** Starts its frames with {@code ~~}, as some of HJ 1239 do. */
    TILDES,
    /** Sends data at once, without a login and a logout. */
    NO_LOGIN,
    /** Counts what comes from its store for itself, not with the live packets. */
    OWN_STORE_SERIALS,
    /** Fills the calibration identification up with blanks and zero bytes. */
    BLANKS_IN_CALIBRATION(said -> with(said, text("SIMCAL01   ", 18), said.cvn(), said.iupr())),
    /** Sends the calibration's check number as four raw bytes, and zeros behind. */
    RAW_CVN(said -> with(said, said.calibrationId(), raw(18, 0xA1, 0xB2, 0xC3, 0xD4), said.iupr())),
    /** Cannot read how often the tests ran, and fills that with the character zero. */
    NO_IUPR(said -> with(said, said.calibrationId(), said.cvn(), text("0".repeat(36), 36))),
    /** Reads what the control unit says once, and sends it without a time. Only HJ 1239 has one there. */
    ZERO_BLOCK_TIME,
    /** Adds a block of its maker's, whose length stands in front. */
    VENDOR_BLOCK;

    /** The first of the types that standards leave to others. */
    static final int VENDOR_TYPE = 0x80;

    private final UnaryOperator<Diagnostics> change;

    TerminalHabit() {
        this(UnaryOperator.identity());
    }

    TerminalHabit(UnaryOperator<Diagnostics> change) {
        this.change = change;
    }

    /** Returns what the control unit says as this firmware passes it on. */
    Diagnostics apply(Diagnostics said) {
        return change.apply(said);
    }

    static ObdBlock.Content vendorBlock() {
        return new ObdBlock.Vendor(raw(9, 0x01, 0x20, 0x00, 0x07), true);
    }

    private static Diagnostics with(Diagnostics said, Octets calibrationId, Octets cvn, Octets iupr) {
        return new Diagnostics(
                said.protocol(),
                said.mil(),
                said.support(),
                said.readiness(),
                said.vin(),
                calibrationId,
                cvn,
                iupr,
                said.dtcCount(),
                said.dtcs());
    }

    private static Octets text(String text, int length) {
        return Octets.of(Arrays.copyOf(text.getBytes(US_ASCII), length));
    }

    private static Octets raw(int length, int... first) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < first.length; i++) {
            bytes[i] = (byte) first[i];
        }
        return Octets.of(bytes);
    }
}
