package io.plumewatch.wire.instrument;

/** What came of reading the answer of a serial instrument. */
public sealed interface BenchAnswer {

    /** A status, values, or both. */
    record Reading(BenchReading reading) implements BenchAnswer {}

    /** The command is accepted; the answer says nothing else. */
    record Accepted() implements BenchAnswer {}

    /**
     * The instrument refuses: it is busy, does not know the command, or received a wrong check byte. Ask again at most
     * three times, then it is not ready.
     */
    record Refused() implements BenchAnswer {}

    /**
     * No answer to this request: noise, half an answer, or the answer to the question before. Close the connection.
     *
     * @param offset the first wrong byte, from 0
     * @param field what should be there
     * @param expected what would have been right
     * @param found what was there instead; empty where the answer ended
     */
    record Malformed(int offset, String field, String expected, String found) implements BenchAnswer {

        @Override
        public String toString() {
            return "byte " + offset + ", " + field + ": expected " + expected + ", found "
                    + (found.isEmpty() ? "the end" : found);
        }
    }
}
