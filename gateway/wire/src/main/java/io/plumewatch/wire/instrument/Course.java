package io.plumewatch.wire.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One test from its beginning. */
sealed interface Course permits AccelerationCourse, SteadyGasCourse {

    /**
     * What came of a scan.
     *
     * @param values the result of the test, empty while it goes on
     * @param aborted why it cannot be finished; null while it can
     */
    record Progress(List<PointValue> values, @Nullable String aborted) {

        static final Progress GOES_ON = new Progress(List.of(), null);

        static Progress abort(String reason) {
            return new Progress(List.of(), reason);
        }
    }

    static Course of(TestRules rules) {
        return rules instanceof TestRules.FreeAcceleration free
                ? new AccelerationCourse(free)
                : new SteadyGasCourse((TestRules.SteadyGas) rules);
    }

    /** Takes the next scan, the first one included. */
    Progress take(Scan scan, boolean high);
}
