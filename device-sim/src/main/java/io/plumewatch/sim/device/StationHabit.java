package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.obd.Octets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * In what the firmware of a station departs from the standard, always. Several together work in the order of the
 * constants: first those that change what is said, with a check value that fits it, then those that change the frame.
 */
public enum StationHabit {
    /** Sends no QN, as some of 2005 do. */
    NO_QN(segment(text -> text.replaceFirst("^QN=\\d+;", ""))),
    /** Sends no Flag, and so gets no answer. */
    NO_FLAG(segment(text -> text.replaceFirst("Flag=\\d+;", ""))),
    /** Writes a comma behind the QN. */
    COMMA_AFTER_QN(segment(text -> text.replaceFirst("^(QN=\\d+);", "$1,"))),
    /** Forgets the semicolon before CP. */
    NO_SEMICOLON_BEFORE_CP(segment(text -> text.replace(";CP=&&", "CP=&&"))),
    /** Writes blanks behind the semicolons of the data area. */
    BLANKS(segment(text -> inData(text, data -> data.replace(";", "; ")))),
    /** Closes the data area with a semicolon. */
    TRAILING_SEMICOLON(segment(text -> inData(text, data -> data.isEmpty() ? data : data + ";"))),
    /** Writes {@code -flag}. */
    LOWER_CASE_FLAG(segment(text -> text.replace("-Flag=", "-flag="))),
    /** Marks no value. */
    NO_MARKS(segment(text -> text.replaceAll(",[0-9A-Za-z]+-Flag=.", ""))),
    /** Writes DataTime with milliseconds. */
    LONG_DATA_TIME(segment(text -> text.replaceFirst("DataTime=(\\d{14})", "DataTime=$1000"))),
    /** Writes the check value in lower case. */
    LOWER_CASE_CRC(frame ->
            crcAt(frame, frame.substring(frame.length() - 6, frame.length() - 2).toLowerCase(Locale.ROOT))),
    /** Takes the CRC of Modbus, low byte first. */
    MODBUS_CRC(frame -> crcAt(frame, modbus(frame.substring(6, frame.length() - 6)))),
    /** Counts check value and CR LF in the length. */
    PLUS6_LENGTH(frame -> String.format(Locale.ROOT, "##%04d", length(frame) + 6) + frame.substring(6)),
    /** Leaves the zeros of the length out. */
    UNPADDED_LENGTH(frame -> "##" + length(frame) + frame.substring(6)),
    /** Sends no CR LF. */
    NO_CR_LF(String::strip);

    private final UnaryOperator<String> change;

    StationHabit(UnaryOperator<String> change) {
        this.change = change;
    }

    /** Returns the frame as this firmware sends it, one character per byte. */
    String apply(String frame) {
        return change.apply(frame);
    }

    private static UnaryOperator<String> segment(UnaryOperator<String> change) {
        return frame -> {
            String segment = change.apply(frame.substring(6, frame.length() - 6));
            return Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1)))
                    .bytes()
                    .text();
        };
    }

    private static String inData(String segment, UnaryOperator<String> change) {
        int from = segment.indexOf("CP=&&") + 5;
        int to = segment.lastIndexOf("&&");
        return segment.substring(0, from) + change.apply(segment.substring(from, to)) + segment.substring(to);
    }

    private static int length(String frame) {
        return Integer.parseInt(frame.substring(2, 6));
    }

    private static String crcAt(String frame, String crc) {
        return frame.substring(0, frame.length() - 6) + crc + frame.substring(frame.length() - 2);
    }

    private static String modbus(String segment) {
        int register = 0xFFFF;
        for (int i = 0; i < segment.length(); i++) {
            register ^= segment.charAt(i);
            for (int bit = 0; bit < 8; bit++) {
                register = (register & 1) == 0 ? register >> 1 : register >> 1 ^ 0xA001;
            }
        }
        return String.format(Locale.ROOT, "%02X%02X", register & 0xFF, register >> 8);
    }
}
