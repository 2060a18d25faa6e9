package io.plumewatch.wire.obd;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream of one terminal into frames. It knows lengths and check bytes, no fields, and keeps no state:
 * what is not yet whole stays in the caller's buffer.
 *
 * <pre>
 *   0         2         3               20      22       24          24+N
 * +---------+---------+---------------+-------+--------+-----------+-----+
 * | ## / ~~ | command | VIN or        | …     | N      | data unit | BCC |
 * |         |         | response flag |       | WORD   | N bytes   |     |
 * +---------+---------+---------------+-------+--------+-----------+-----+
 * </pre>
 *
 * <p>There is no escaping and no terminator, and {@code ##} occurs inside data units: nothing is searched inside a
 * frame that its length delimits. Where no header can stand, one byte is skipped and the next one tried, so that
 * {@code ###} does not lose the frame that starts at the second byte. A frame that stays half is the caller's time-out.
 */
public final class ObdFrameCutter {

    private final int maxFrameBytes;

    /** Accepts everything that the standard allows. */
    public ObdFrameCutter() {
        this(ObdFrame.MAX_LENGTH);
    }

    /** Accepts frames of at most {@code maxFrameBytes}, 25..65556. */
    public ObdFrameCutter(int maxFrameBytes) {
        if (maxFrameBytes < ObdFrame.OVERHEAD || maxFrameBytes > ObdFrame.MAX_LENGTH) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes + " but must be 25..65556");
        }
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Takes the next cut from the readable bytes and moves the reader index behind it.
     *
     * @return null when the rest may still become a frame; call again when more bytes are there
     */
    public @Nullable Cut next(ByteBuf in) {
        int start = in.readerIndex();
        int header = findHeader(in);
        if (header > start) {
            return new Cut.Garbage(take(in, header - start), Cut.Reason.NO_HEADER);
        }
        if (in.readableBytes() < ObdHeader.LENGTH) {
            return null;
        }
        int length = in.getUnsignedShort(start + 22) + ObdFrame.OVERHEAD;
        if (length > maxFrameBytes) {
            return new Cut.Garbage(take(in, 1), Cut.Reason.TOO_LONG);
        }
        if (in.readableBytes() < length) {
            return null;
        }
        var frame = new ObdFrame(take(in, length));
        if (frame.intact()) {
            return new Cut.Frame(frame);
        }
        in.readerIndex(start + 1);
        return new Cut.BadCheck(frame);
    }

    /** Returns the first index at which a header stands or may come to stand, or the writer index. */
    private static int findHeader(ByteBuf in) {
        int index = in.readerIndex();
        while (index < in.writerIndex() && !mayBeHeader(in, index)) {
            index++;
        }
        return index;
    }

    private static boolean mayBeHeader(ByteBuf in, int index) {
        int start = in.getUnsignedByte(index);
        int known = in.writerIndex() - index;
        return (start == '#' || start == '~')
                && (known < 2 || in.getUnsignedByte(index + 1) == start)
                && (known < 3 || ObdHeader.isCommand(in.getUnsignedByte(index + 2)))
                && (known < 4 || isVinOrResponse(in.getUnsignedByte(index + 3)));
    }

    private static boolean isVinOrResponse(int octet) {
        return ObdHeader.isVinCharacter(octet) || ObdHeader.isResponseFlag(octet);
    }

    private static Octets take(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return Octets.owning(bytes);
    }
}
