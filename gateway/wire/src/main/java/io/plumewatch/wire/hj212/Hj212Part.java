package io.plumewatch.wire.hj212;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a segment that means something of its own, for showing it. All pieces together are the whole segment.
 *
 * @param at index in the segment
 * @param length in bytes, with the separator behind it
 * @param text without the separator, one character per byte
 */
public record Hj212Part(Kind kind, int at, int length, String text) {

    private static final String LOG_MARK = "//";

    /** What the pieces are. */
    public enum Kind {
        /** {@code name=value} in front of the data area. */
        HEADER,
        /** {@code CP=&&}. */
        OPENING,
        /** {@code key=value} of the data area. */
        ITEM,
        /** {@code &&}. */
        CLOSING,
        /** What belongs to none of these. */
        OTHER
    }

    /** Takes the segment of a frame apart. */
    public static List<Hj212Part> of(Hj212Frame frame) {
        String segment = frame.segment().text();
        int opening = segment.indexOf(Hj212Decoder.OPENING);
        int data = opening + Hj212Decoder.OPENING.length();
        int closing = segment.lastIndexOf(Hj212Decoder.CLOSING);
        var parts = new ArrayList<Hj212Part>();
        if (opening < 0 || closing < data) {
            split(parts, Kind.HEADER, segment, 0, segment.length());
            return parts;
        }
        split(parts, Kind.HEADER, segment, 0, opening);
        parts.add(new Hj212Part(Kind.OPENING, opening, data - opening, Hj212Decoder.OPENING));
        split(parts, Kind.ITEM, segment, data, closing);
        int behind = closing + Hj212Decoder.CLOSING.length();
        parts.add(new Hj212Part(Kind.CLOSING, closing, behind - closing, Hj212Decoder.CLOSING));
        if (behind < segment.length()) {
            parts.add(new Hj212Part(Kind.OTHER, behind, segment.length() - behind, segment.substring(behind)));
        }
        return parts;
    }

    private static void split(List<Hj212Part> parts, Kind kind, String segment, int from, int to) {
        String text = segment.substring(0, to);
        int at = from;
        while (at < to) {
            int end = kind == Kind.ITEM ? endOfItem(text, at) : nextSeparator(text, at);
            int next = Math.min(to, end + 1);
            parts.add(new Hj212Part(kind, at, next - at, text.substring(at, end)));
            at = next;
        }
    }

    /** Returns the index of the next separator. The text of a log may hold any: it ends with its own marks. */
    static int endOfItem(String data, int from) {
        int end = nextSeparator(data, from);
        int value = data.indexOf('=', from) + 1;
        if (value <= 0 || value > end || !data.startsWith(LOG_MARK, value)) {
            return end;
        }
        int mark = data.indexOf(LOG_MARK, value + LOG_MARK.length());
        while (mark >= 0) {
            int behind = mark + LOG_MARK.length();
            if (nextSeparator(data, behind) == behind) {
                return behind;
            }
            mark = data.indexOf(LOG_MARK, mark + 1);
        }
        return end;
    }

    /** Returns the index of the next semicolon or comma, or the end. */
    static int nextSeparator(String data, int from) {
        int end = from;
        while (end < data.length() && data.charAt(end) != ';' && data.charAt(end) != ',') {
            end++;
        }
        return end;
    }
}
