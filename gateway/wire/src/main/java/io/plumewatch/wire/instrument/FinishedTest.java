package io.plumewatch.wire.instrument;

import java.time.Instant;
import java.util.List;

/**
 * One test that an instrument has finished.
 *
 * @param testNo the instrument's own number where it has one; else its start in GMT+8 to the millisecond, such as
 *     20261122081502120, so that the same start always gets the same number
 * @param kind the method, see {@link TestRules#kind}
 * @param values the result first, then what it was made of
 * @param raw everything that was said from start to end
 */
public record FinishedTest(
        String testNo,
        String kind,
        Instant startedAt,
        Instant finishedAt,
        List<PointValue> values,
        List<Exchange> raw) {

    public FinishedTest {
        values = List.copyOf(values);
        raw = List.copyOf(raw);
    }
}
