package io.plumewatch.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.quarantine.Quarantine;
import org.jspecify.annotations.Nullable;

/** How a protocol finds its frames in a stream. */
public interface Frames<F> {

    /** Takes the next piece off the stream; null when what is there may still become a frame. */
    @Nullable
    Piece<F> next(ByteBuf in);

    /** Returns whether {@link #atSilence} may find anything. */
    default boolean mayLackTheirEnd() {
        return false;
    }

    /** Takes a frame that is whole but for an end which, now that nothing has come for a while, will not come. */
    default @Nullable Piece<F> atSilence(ByteBuf in) {
        return null;
    }

    /**
     * Gives a half frame up that was not finished in time: at least its first byte.
     *
     * @return its beginning, as far as the quarantine may have it
     */
    default byte[] giveUp(ByteBuf in) {
        byte[] head = head(in);
        in.skipBytes(1);
        return head;
    }

    /** Returns the beginning of what can be read, which stays there. */
    static byte[] head(ByteBuf in) {
        byte[] head = new byte[Math.min(in.readableBytes(), Quarantine.SAMPLE)];
        in.getBytes(in.readerIndex(), head);
        return head;
    }

    /**
     * What was taken off the stream: a frame, or what is none.
     *
     * @param frame a whole frame; null for what is refused
     * @param sure whether its check value is right beyond doubt; else the protocol decides once it knows the sender
     * @param refusal why it is no frame
     * @param head its first bytes, for the quarantine
     * @param size how many bytes were taken
     */
    record Piece<F>(
            @Nullable F frame, boolean sure, @Nullable Refusal refusal, byte[] head, int size) {

        private static final byte[] NONE = {};

        /** A frame with a right check value. */
        public static <F> Piece<F> whole(F frame, int size) {
            return new Piece<>(frame, true, null, NONE, size);
        }

        /** A frame whose check value may be right for its sender. */
        public static <F> Piece<F> doubtful(F frame, int size) {
            return new Piece<>(frame, false, null, NONE, size);
        }

        /** A frame with a wrong check value. */
        public static <F> Piece<F> broken(Refusal refusal, byte[] head, int size) {
            return new Piece<>(null, true, refusal, head, size);
        }

        /** Bytes that belong to no frame. */
        public static <F> Piece<F> garbage(Refusal refusal, byte[] head, int size) {
            return new Piece<>(null, false, refusal, head, size);
        }
    }
}
