package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import org.jspecify.annotations.Nullable;

/** How an answer protects itself: always by the two's complement of a sum, over different bytes. */
public enum CheckRule {
    /** The last byte makes the sum of all bytes 0 modulo 256. */
    SUM {
        @Override
        BenchAnswer.@Nullable Malformed wrong(Octets answer) {
            return judge(answer, 0, answer.length() - 1);
        }
    },
    /**
     * Two bytes of head, then address, command and two bytes of length with a check of their own; where data follows, it
     * has its own check too.
     */
    HEAD_AND_DATA {
        @Override
        BenchAnswer.@Nullable Malformed wrong(Octets answer) {
            int length = answer.u8(LENGTH_AT) | answer.u8(LENGTH_AT + 1) << 8;
            int expected = Math.max(0, answer.length() - DATA_AT - 1);
            if (length != expected) {
                return new BenchAnswer.Malformed(
                        LENGTH_AT, "length", expected + " bytes of data", String.valueOf(length));
            }
            var head = judge(answer, 2, LENGTH_AT + 2);
            return head != null || length == 0 ? head : judge(answer, DATA_AT, answer.length() - 1);
        }
    },
    /** Single bytes have none. */
    NONE {
        @Override
        BenchAnswer.@Nullable Malformed wrong(Octets answer) {
            return null;
        }
    };

    /** Where {@link #HEAD_AND_DATA} has its length, low byte first. */
    static final int LENGTH_AT = 4;

    /** Where the data of {@link #HEAD_AND_DATA} begins. */
    static final int DATA_AT = 7;

    /** Returns what is wrong with an answer of the right length. */
    abstract BenchAnswer.@Nullable Malformed wrong(Octets answer);

    /** Returns the two's complement of the sum of the bytes from {@code from} up to, not including, {@code to}. */
    public static int of(Octets bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes.u8(i);
        }
        return -sum & 0xFF;
    }

    private static BenchAnswer.@Nullable Malformed judge(Octets answer, int from, int at) {
        int expected = of(answer, from, at);
        return answer.u8(at) == expected
                ? null
                : new BenchAnswer.Malformed(at, "check byte", Hex.of(expected), Hex.of(answer.u8(at)));
    }
}
