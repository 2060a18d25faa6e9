package io.plumewatch.gateway.instrument;

/**
 * Bytes for an instrument, and how to tell when its answer is whole.
 *
 * @param bytes what is sent
 * @param length how long the answer is
 */
record Question(byte[] bytes, AnswerLength length) {

    /** Tells the length of an answer from its beginning. */
    interface AnswerLength {
        /**
         * Returns how many bytes the whole answer has, at least 1; 0 while the first {@code count} bytes do not tell yet.
         */
        int of(byte[] answer, int count);
    }
}
