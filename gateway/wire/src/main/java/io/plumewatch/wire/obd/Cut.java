package io.plumewatch.wire.obd;

/** What the cutter took out of the stream. */
public sealed interface Cut {

    /** Returns how many bytes left the stream with this cut. */
    int consumed();

    /** A whole frame with a right check byte. */
    record Frame(ObdFrame frame) implements Cut {
        @Override
        public int consumed() {
            return frame.bytes().length();
        }
    }

    /**
     * A whole frame with a wrong check byte. Only its first byte is consumed: the length itself may be what is broken,
     * so the search goes on inside.
     */
    record BadCheck(ObdFrame frame) implements Cut {
        @Override
        public int consumed() {
            return 1;
        }
    }

    /** Bytes that belong to no frame. */
    record Garbage(Octets bytes, Reason reason) implements Cut {
        @Override
        public int consumed() {
            return bytes.length();
        }
    }

    /** Why bytes are garbage. */
    enum Reason {
        /** No start bytes, or no header behind them. */
        NO_HEADER,
        /** A header that announces more than the allowed length. */
        TOO_LONG
    }
}
