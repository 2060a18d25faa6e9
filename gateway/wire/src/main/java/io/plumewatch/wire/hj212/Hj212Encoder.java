package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.hj212.Hj212Frame.LengthRule;
import io.plumewatch.wire.obd.Octets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes messages as the standard asks: every field in its place, length and check value over UTF-8 bytes. */
public final class Hj212Encoder {

    private static final String CR_LF = "\r\n";

    private Hj212Encoder() {}

    /**
     * Returns the frame of a message.
     *
     * @throws IllegalArgumentException for a segment above 9999 bytes, which no length can announce
     */
    public static Hj212Frame frame(Hj212Message message) {
        return frame(Octets.of(segment(message).getBytes(UTF_8)));
    }

    /** Returns the frame around a segment, whatever it says. */
    public static Hj212Frame frame(Octets segment) {
        if (segment.length() > Hj212FrameCutter.MAX_SEGMENT) {
            throw new IllegalArgumentException(
                    "a segment of " + segment.length() + " bytes, at most 9999 are possible");
        }
        byte[] head = String.format(Locale.ROOT, "##%04d", segment.length()).getBytes(UTF_8);
        byte[] tail = (Hj212Crc.of(segment) + CR_LF).getBytes(UTF_8);
        byte[] bytes = new byte[head.length + segment.length() + tail.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(segment.toArray(), 0, bytes, head.length, segment.length());
        System.arraycopy(tail, 0, bytes, head.length + segment.length(), tail.length);
        return Hj212Frame.of(Octets.of(bytes), head.length, segment.length(), segment.length(), LengthRule.EXACT);
    }

    /** Returns how many bytes the segment of a message has. */
    public static int segmentLength(Hj212Message message) {
        return segment(message).getBytes(UTF_8).length;
    }

    private static String segment(Hj212Message message) {
        var text = new StringBuilder();
        field(text, "QN", message.qn());
        field(text, "ST", message.st());
        field(text, "CN", message.cn());
        field(text, "PW", message.pw());
        field(text, "MN", message.mn());
        var flag = message.flag();
        field(text, "Flag", flag == null ? null : Integer.toString(flag.value()));
        field(text, "PNUM", message.pnum() == null ? null : message.pnum().toString());
        field(text, "PNO", message.pno() == null ? null : message.pno().toString());
        field(text, "RF", message.resent() ? "1" : null);
        text.append(Hj212Decoder.OPENING);
        items(text, message);
        return text.append(Hj212Decoder.CLOSING).toString();
    }

    private static void field(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append('=').append(value).append(';');
        }
    }

    /** Items of one group stand between commas, groups between semicolons. */
    private static void items(StringBuilder text, Hj212Message message) {
        CpItem before = null;
        for (CpItem item : message.items()) {
            if (before != null) {
                text.append(before.group() == item.group() ? ',' : ';');
            }
            text.append(item.key()).append('=').append(item.value());
            before = item;
        }
    }
}
