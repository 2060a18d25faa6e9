package io.plumewatch.wire.hj212;

import static io.plumewatch.wire.hj212.FrameForm.CRC;
import static io.plumewatch.wire.hj212.FrameForm.TAIL;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212Frame.LengthRule;
import io.plumewatch.wire.obd.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream of one station into frames. It knows lengths and check values, no fields, and keeps no state:
 * what is not yet whole stays in the caller's buffer.
 *
 * <pre>
 *   2 B      4 B         0..cap B         4 B       2 B
 * +------+-----------+-----------------+-------+---------+
 * | "##" | length    | segment         | CRC   | CR LF   |
 * |      | decimal   | QN=…;CP=&&…&&   | hex   |         |
 * +------+-----------+-----------------+-------+---------+
 * </pre>
 *
 * <p>The length delimits, never CR LF: encrypted content holds any byte. Where the length does not lead to a check
 * value, the form of a frame's end decides how far the broken frame reaches, so that one bad frame costs one frame.
 * A frame that stays half is the caller's time-out ({@link #dropHalf}); it also ends when a whole one is found inside.
 */
public final class Hj212FrameCutter {

    /** The longest segment that four digits can announce. */
    public static final int MAX_SEGMENT = 9_999;

    /** The longest segment that is taken where no setting says otherwise; real logs have 1,623 bytes. */
    public static final int USUAL_SEGMENT = 4_096;

    /** What a length by the {@link LengthRule#PLUS6} rule counts too much. */
    private static final int PLUS6 = CRC + TAIL;

    private final int maxSegmentBytes;

    /** Accepts segments of at most {@code maxSegmentBytes}, 1024..9999. */
    public Hj212FrameCutter(int maxSegmentBytes) {
        if (maxSegmentBytes < Hj212Frame.MAX_SEGMENT || maxSegmentBytes > MAX_SEGMENT) {
            throw new IllegalArgumentException("maxSegmentBytes is " + maxSegmentBytes + " but must be 1024..9999");
        }
        this.maxSegmentBytes = maxSegmentBytes;
    }

    /**
     * Takes the next cut from the readable bytes and moves the reader index behind it.
     *
     * @return null when the rest may still become a frame; call again when more bytes are there
     */
    public @Nullable Hj212Cut next(ByteBuf in) {
        return next(in, false);
    }

    /**
     * Like {@link #next}, for when nothing has come for a while: also takes a frame that lacks only its CR LF. A
     * station that never sends one would else wait for the answer to its last frame.
     */
    public @Nullable Hj212Cut atSilence(ByteBuf in) {
        return next(in, true);
    }

    /** Gives a half frame up, up to the next place where one may start; null when nothing is waiting. */
    public Hj212Cut.@Nullable Garbage dropHalf(ByteBuf in) {
        if (!in.isReadable()) {
            return null;
        }
        int start = in.readerIndex();
        int length = FrameForm.findHeader(in, start + 1) - start;
        return new Hj212Cut.Garbage(take(in, length), Hj212Cut.Reason.HALF_FRAME);
    }

    /**
     * Returns the frame that these bytes are from the first to the last, its check value that of HJ 212 or of Modbus;
     * null if they are anything else.
     */
    public static @Nullable Hj212Frame one(Octets bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes.toArray());
        var cut = new Hj212FrameCutter(MAX_SEGMENT).atSilence(in);
        if (in.isReadable()) {
            return null;
        }
        if (cut instanceof Hj212Cut.Frame whole) {
            return whole.frame();
        }
        return cut instanceof Hj212Cut.BadCheck bad && bad.frame().intactByModbus() ? bad.frame() : null;
    }

    private @Nullable Hj212Cut next(ByteBuf in, boolean silent) {
        int start = in.readerIndex();
        int header = FrameForm.findHeader(in, start);
        if (header > start) {
            return new Hj212Cut.Garbage(take(in, header - start), Hj212Cut.Reason.NO_HEADER);
        }
        if (in.readableBytes() < FrameForm.HEADER) {
            return null;
        }
        int segment = FrameForm.segmentAt(in, start);
        int declared = FrameForm.declaredLength(in, start);
        if (declared > maxSegmentBytes + PLUS6) {
            return new Hj212Cut.Garbage(take(in, 1), Hj212Cut.Reason.TOO_LONG);
        }
        int known = in.writerIndex() - segment;
        if (isPlus6(in, segment, declared, silent)) {
            return judged(in, declared - PLUS6, LengthRule.PLUS6, silent);
        }
        if (declared > maxSegmentBytes && known >= declared) {
            return new Hj212Cut.Garbage(take(in, 1), Hj212Cut.Reason.TOO_LONG);
        }
        if (known < declared + CRC) {
            return half(in, segment, silent);
        }
        if (!FrameForm.isCrc(in, segment + declared)) {
            return broken(in, segment, silent);
        }
        if (!silent && FrameForm.mayGetTail(in, segment + declared + CRC)) {
            return null;
        }
        return judged(in, declared, LengthRule.EXACT, silent);
    }

    /** Returns whether the closing marks, a check value and CR LF stand where a length that counts them all says. */
    private static boolean isPlus6(ByteBuf in, int segment, int declared, boolean silent) {
        int end = segment + declared - PLUS6;
        if (end < segment || !FrameForm.isClosing(in, end)) {
            return false;
        }
        return FrameForm.isCrLf(in, end + CRC) || silent && in.writerIndex() == end + CRC;
    }

    private @Nullable Hj212Cut judged(ByteBuf in, int segmentLength, LengthRule rule, boolean silent) {
        int start = in.readerIndex();
        int segment = FrameForm.segmentAt(in, start);
        int end = segment + segmentLength;
        int tail = FrameForm.tailLength(in, end + CRC);
        var frame = frame(in, end + CRC + tail - start, segmentLength, rule);
        if (frame.intact()) {
            in.skipBytes(frame.bytes().length());
            return new Hj212Cut.Frame(frame);
        }
        if (frame.crcKind() == CrcKind.MODBUS_SWAPPED) {
            return bad(in, frame, frame.bytes().length());
        }
        if (!FrameForm.isClosing(in, end)) {
            return broken(in, segment, silent);
        }
        boolean endIsCertain = (tail == TAIL || silent) && !FrameForm.holdsHeader(in, segment, end);
        return bad(in, frame, endIsCertain ? frame.bytes().length() : 1);
    }

    /**
     * The length leads nowhere. Where the form of an end comes before another header, the frame reaches up to it; it
     * may still come while no other frame begins.
     */
    private @Nullable Hj212Cut broken(ByteBuf in, int segment, boolean silent) {
        int end = FrameForm.findEnd(in, segment, maxSegmentBytes);
        if (end >= 0) {
            return mismatch(in, mismatched(in, segment, end));
        }
        boolean mayCome = in.writerIndex() - segment < maxSegmentBytes + PLUS6
                && !FrameForm.holdsHeader(in, segment, in.writerIndex());
        return !silent && mayCome ? null : new Hj212Cut.Garbage(take(in, 1), Hj212Cut.Reason.NO_END);
    }

    /** The announced bytes are not all there: wait, unless what is there shows that they will never come. */
    private @Nullable Hj212Cut half(ByteBuf in, int segment, boolean silent) {
        int end = FrameForm.findEnd(in, segment, maxSegmentBytes);
        if (end >= 0) {
            var frame = mismatched(in, segment, end);
            if (silent || frame.crcKind() != CrcKind.WRONG) {
                return mismatch(in, frame);
            }
        }
        int inner = FrameForm.findWholeFrame(in, segment, maxSegmentBytes);
        return inner < 0 ? null : new Hj212Cut.Garbage(take(in, inner - in.readerIndex()), Hj212Cut.Reason.HALF_FRAME);
    }

    private static Hj212Frame mismatched(ByteBuf in, int segment, int end) {
        return frame(in, end + CRC + TAIL - in.readerIndex(), end - segment, LengthRule.MISMATCH);
    }

    private static Hj212Cut mismatch(ByteBuf in, Hj212Frame frame) {
        return bad(in, frame, frame.bytes().length());
    }

    private static Hj212Cut bad(ByteBuf in, Hj212Frame frame, int consumed) {
        in.skipBytes(consumed);
        return new Hj212Cut.BadCheck(frame, consumed);
    }

    private static Hj212Frame frame(ByteBuf in, int length, int segmentLength, LengthRule rule) {
        byte[] bytes = new byte[length];
        in.getBytes(in.readerIndex(), bytes);
        int start = in.readerIndex();
        return Hj212Frame.of(
                Octets.of(bytes),
                FrameForm.segmentAt(in, start) - start,
                segmentLength,
                FrameForm.declaredLength(in, start),
                rule);
    }

    private static Octets take(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return Octets.of(bytes);
    }
}
