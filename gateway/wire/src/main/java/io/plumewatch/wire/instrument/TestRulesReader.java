package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what a finished test is. */
final class TestRulesReader {

    private enum Kind {
        FREE_ACCELERATION,
        STEADY_GAS
    }

    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MAX_STEADY = 16;

    private TestRulesReader() {}

    static TestRules read(MapFields fields) {
        return switch (fields.constant("kind", Kind.class, null)) {
            case FREE_ACCELERATION -> freeAcceleration(fields);
            case STEADY_GAS -> steadyGas(fields);
        };
    }

    private static TestRules freeAcceleration(MapFields fields) {
        fields.allowOnly(
                "kind",
                "peaks",
                "countedPeaks",
                "gateKey",
                "gateHigh",
                "gateLow",
                "tailMs",
                "maxPauseMs",
                "maxSilenceMs",
                "maxDurationMs",
                "restMs");
        int peaks = fields.whole("peaks", 1, 20);
        return new TestRules.FreeAcceleration(
                peaks,
                fields.whole("countedPeaks", 1, peaks),
                fields.text("gateKey", "the key of a value"),
                high(fields),
                low(fields),
                millis(fields, "tailMs"),
                millis(fields, "maxPauseMs"),
                millis(fields, "maxSilenceMs"),
                millis(fields, "maxDurationMs"),
                millis(fields, "restMs"));
    }

    private static TestRules steadyGas(MapFields fields) {
        fields.allowOnly(
                "kind",
                "gateKey",
                "gateHigh",
                "gateLow",
                "settleMs",
                "windowMs",
                "steady",
                "maxSilenceMs",
                "maxDurationMs",
                "restMs");
        return new TestRules.SteadyGas(
                fields.text("gateKey", "the key of a value"),
                high(fields),
                low(fields),
                millis(fields, "settleMs"),
                millis(fields, "windowMs"),
                steady(fields),
                millis(fields, "maxSilenceMs"),
                millis(fields, "maxDurationMs"),
                millis(fields, "restMs"));
    }

    private static List<TestRules.Steady> steady(MapFields parent) {
        var steady = new ArrayList<TestRules.Steady>();
        for (MapFields fields : parent.objects("steady", "steady", MAX_STEADY)) {
            fields.allowOnly("key", "spread");
            BigDecimal spread = fields.number("spread", BigDecimal.ZERO);
            fields.require(spread.signum() > 0, "spread", "a number above 0");
            steady.add(new TestRules.Steady(ModelFields.key(fields), spread));
        }
        parent.require(!steady.isEmpty(), "steady", "at least one value");
        return steady;
    }

    private static BigDecimal high(MapFields fields) {
        fields.require(fields.has("gateHigh"), "gateHigh", "a number");
        return fields.number("gateHigh", BigDecimal.ZERO);
    }

    private static BigDecimal low(MapFields fields) {
        fields.require(fields.has("gateLow"), "gateLow", "a number");
        BigDecimal low = fields.number("gateLow", BigDecimal.ZERO);
        fields.require(low.compareTo(high(fields)) < 0, "gateLow", "a number below gateHigh");
        return low;
    }

    private static Duration millis(MapFields fields, String key) {
        return fields.millis(key, 0, HOUR_MILLIS);
    }
}
