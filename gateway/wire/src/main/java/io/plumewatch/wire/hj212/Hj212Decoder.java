package io.plumewatch.wire.hj212;

import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212Frame.LengthRule;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what a frame says. Check values and lengths are the cutter's business: a frame that is not
 * {@linkplain Hj212Frame#intact() intact} is read all the same, and must not become readings.
 */
public final class Hj212Decoder {

    /** What opens the data area. */
    static final String OPENING = "CP=&&";

    /** What closes it. */
    static final String CLOSING = "&&";

    private Hj212Decoder() {}

    /** Reads a frame; of several things wrong with it the first is told. */
    public static Hj212Decoded decode(Hj212Frame frame) {
        var deviations = EnumSet.noneOf(Deviation.class);
        ofFrame(frame, deviations);
        String segment = frame.segment().text();
        int opening = segment.indexOf(OPENING);
        int closing = segment.lastIndexOf(CLOSING);
        if (opening < 0 || closing < opening + OPENING.length()) {
            return new Hj212Decoded.Refused(Hj212Decoded.Reason.NO_DATA_AREA, "CP", "a data area between CP=&& and &&");
        }
        if (!segment.substring(closing + CLOSING.length()).isBlank()) {
            return new Hj212Decoded.Refused(
                    Hj212Decoded.Reason.NO_DATA_AREA, "CP", "nothing behind the closing && of the data area");
        }
        var items = new ItemReader(deviations).read(segment.substring(opening + OPENING.length(), closing));
        return new HeaderReader(deviations).read(segment.substring(0, opening), items);
    }

    /** Names what is odd about the bytes around the segment. */
    private static void ofFrame(Hj212Frame frame, Set<Deviation> deviations) {
        if (frame.lengthRule() == LengthRule.PLUS6) {
            deviations.add(Deviation.PLUS6_LENGTH);
        }
        if (frame.segmentAt() < FrameForm.HEADER) {
            deviations.add(Deviation.UNPADDED_LENGTH);
        }
        if (frame.crcKind() == CrcKind.MODBUS_SWAPPED) {
            deviations.add(Deviation.MODBUS_CRC);
        }
        if (!frame.crcSent().equals(frame.crcSent().toUpperCase(Locale.ROOT))) {
            deviations.add(Deviation.LOWER_CASE_CRC);
        }
        if (frame.tailLength() < FrameForm.TAIL) {
            deviations.add(Deviation.MISSING_TAIL);
        }
        if (frame.segmentLength() > Hj212Frame.MAX_SEGMENT) {
            deviations.add(Deviation.LONG_SEGMENT);
        }
    }
}
