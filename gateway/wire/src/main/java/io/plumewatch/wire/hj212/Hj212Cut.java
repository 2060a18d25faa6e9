package io.plumewatch.wire.hj212;

import io.plumewatch.wire.obd.Octets;

/** What the cutter took out of the stream. */
public sealed interface Hj212Cut {

    /** Returns how many bytes left the stream with this cut. */
    int consumed();

    /** A whole frame with a right length and check value. */
    record Frame(Hj212Frame frame) implements Hj212Cut {
        @Override
        public int consumed() {
            return frame.bytes().length();
        }
    }

    /**
     * A frame whose check value or length is not right by the standard. {@link Hj212Frame#crcKind()} tells a CRC of
     * Modbus from a wrong one, and {@link Hj212Frame#lengthRule()} says whether the length is what is wrong. Where the
     * end of the frame is certain all of it is consumed, else its first byte, so that the search goes on inside.
     */
    record BadCheck(Hj212Frame frame, int consumed) implements Hj212Cut {}

    /** Bytes that belong to no frame. */
    record Garbage(Octets bytes, Reason reason) implements Hj212Cut {
        @Override
        public int consumed() {
            return bytes.length();
        }
    }

    /** Why bytes are garbage. */
    enum Reason {
        /** No {@code ##} with the digits of a length. */
        NO_HEADER,
        /** A header that announces more than the allowed length. */
        TOO_LONG,
        /** A header, and no check value where its length or the form of a frame ask for one. */
        NO_END,
        /** The start of a frame whose rest never came: another frame begins. */
        HALF_FRAME
    }
}
