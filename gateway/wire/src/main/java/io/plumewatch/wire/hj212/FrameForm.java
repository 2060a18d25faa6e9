package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.plumewatch.wire.obd.Octets;

/** What the parts around a segment look like in a buffer; every index is absolute. */
final class FrameForm {

    /** Bytes of {@code ##} and the length. */
    static final int HEADER = 6;

    /** Digits of the check value. */
    static final int CRC = Hj212Frame.CRC_LENGTH;

    /** Bytes of CR LF. */
    static final int TAIL = 2;

    private static final int DIGITS = 4;

    /** Shorter than the shortest segment of two digits there is none. */
    private static final int MIN_DIGITS = 2;

    private FrameForm() {}

    /** Returns the first index from {@code from} at which a header stands or may come to stand, or the writer index. */
    static int findHeader(ByteBuf in, int from) {
        int index = from;
        while (index < in.writerIndex() && !mayBeHeader(in, index)) {
            index++;
        }
        return index;
    }

    /** Two hashes and four digits, or two or three without leading zero and a letter behind them. */
    private static boolean mayBeHeader(ByteBuf in, int index) {
        int known = in.writerIndex() - index;
        for (int i = 0; i < Math.min(2, known); i++) {
            if (in.getByte(index + i) != '#') {
                return false;
            }
        }
        int digits = digits(in, index + 2);
        if (digits == DIGITS || known <= 2 + digits) {
            return true;
        }
        return digits >= MIN_DIGITS && in.getByte(index + 2) != '0' && isLetter(in.getUnsignedByte(index + 2 + digits));
    }

    /** Returns how many digits stand at {@code index}, 0..4. */
    private static int digits(ByteBuf in, int index) {
        int digits = 0;
        while (digits < DIGITS && index + digits < in.writerIndex() && isDigit(in.getUnsignedByte(index + digits))) {
            digits++;
        }
        return digits;
    }

    /** Returns where the segment behind the header at {@code start} begins. */
    static int segmentAt(ByteBuf in, int start) {
        return start + 2 + digits(in, start + 2);
    }

    /** Returns the length in the header at {@code start}, 0..9999. */
    static int declaredLength(ByteBuf in, int start) {
        int length = 0;
        for (int i = start + 2; i < segmentAt(in, start); i++) {
            length = length * 10 + in.getUnsignedByte(i) - '0';
        }
        return length;
    }

    static boolean isCrc(ByteBuf in, int index) {
        if (index + CRC > in.writerIndex()) {
            return false;
        }
        for (int i = index; i < index + CRC; i++) {
            if (Character.digit(in.getUnsignedByte(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a segment that ends at {@code end} is closed by {@code &&} and followed by a check value. */
    static boolean isClosing(ByteBuf in, int end) {
        return end - 2 >= in.readerIndex()
                && isCrc(in, end)
                && in.getByte(end - 1) == '&'
                && in.getByte(end - 2) == '&';
    }

    static boolean isCrLf(ByteBuf in, int index) {
        return index + TAIL <= in.writerIndex() && in.getByte(index) == '\r' && in.getByte(index + 1) == '\n';
    }

    /** Returns how much of a tail stands at {@code index}: 2 for CR LF, 1 for either alone, 0. */
    static int tailLength(ByteBuf in, int index) {
        if (isCrLf(in, index)) {
            return TAIL;
        }
        return index < in.writerIndex() && (in.getByte(index) == '\r' || in.getByte(index) == '\n') ? 1 : 0;
    }

    /** Returns whether more bytes may still make a CR LF at {@code index}. */
    static boolean mayGetTail(ByteBuf in, int index) {
        return index >= in.writerIndex() || index + 1 == in.writerIndex() && in.getByte(index) == '\r';
    }

    /** Returns whether something that starts like a frame stands between the two. */
    static boolean holdsHeader(ByteBuf in, int from, int to) {
        return findStrictHeader(in, from, to) < to;
    }

    /**
     * Returns the end of the first segment of at most so many bytes that is closed and followed by CR LF, before any
     * other header; or -1.
     */
    static int findEnd(ByteBuf in, int from, int maxSegmentBytes) {
        int known = Math.min(in.writerIndex(), from + maxSegmentBytes + CRC + TAIL);
        int limit = findStrictHeader(in, from, known);
        for (int end = from + 2; end + CRC + TAIL <= limit; end++) {
            if (isClosing(in, end) && isCrLf(in, end + CRC)) {
                return end;
            }
        }
        return -1;
    }

    /** Returns where the first frame with right length and check value starts from {@code from}; or -1. */
    static int findWholeFrame(ByteBuf in, int from, int maxSegmentBytes) {
        int known = in.writerIndex();
        for (int at = findStrictHeader(in, from, known); at < known; at = findStrictHeader(in, at + 1, known)) {
            int declared = declaredLength(in, at);
            if (declared <= maxSegmentBytes
                    && (isRight(in, at + HEADER, declared) || isRight(in, at + HEADER, declared - CRC - TAIL))) {
                return at;
            }
        }
        return -1;
    }

    /** Returns whether a closed segment with a right check value stands here. */
    private static boolean isRight(ByteBuf in, int segment, int length) {
        if (length < 0 || !isClosing(in, segment + length)) {
            return false;
        }
        byte[] bytes = new byte[length];
        in.getBytes(segment, bytes);
        String sent = in.toString(segment + length, CRC, ISO_8859_1);
        return sent.equalsIgnoreCase(Hj212Crc.of(Octets.of(bytes)));
    }

    /** Finds two hashes and four digits, all of them there; {@code to} if there are none. */
    private static int findStrictHeader(ByteBuf in, int from, int to) {
        for (int index = from; index + HEADER <= to; index++) {
            if (in.getByte(index) == '#' && in.getByte(index + 1) == '#' && digits(in, index + 2) == DIGITS) {
                return index;
            }
        }
        return to;
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    private static boolean isLetter(int octet) {
        return octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z';
    }
}
