package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A probe in an exhaust: the first window in which the values hold still, averaged. */
final class SteadyGasCourse implements Course {

    private final TestRules.SteadyGas rules;
    private final Deque<Scan> window = new ArrayDeque<>();
    private @Nullable Instant startedAt;

    SteadyGasCourse(TestRules.SteadyGas rules) {
        this.rules = rules;
    }

    @Override
    public Progress take(Scan scan, boolean high) {
        if (!high) {
            return Progress.abort("the probe was drawn before the values were steady");
        }
        if (startedAt == null) {
            startedAt = scan.at();
        }
        if (Duration.between(startedAt, scan.at()).compareTo(rules.settle()) < 0) {
            return Progress.GOES_ON;
        }
        window.addLast(scan);
        Instant begin = scan.at().minus(rules.window());
        if (window.getFirst().at().isAfter(begin)) {
            return Progress.GOES_ON;
        }
        if (steady()) {
            return new Progress(means(), null);
        }
        while (!window.isEmpty() && !window.getFirst().at().isAfter(begin)) {
            window.removeFirst();
        }
        return Progress.GOES_ON;
    }

    private boolean steady() {
        return rules.steady().stream().allMatch(steady -> {
            var numbers = numbers(steady.key());
            if (numbers.size() < window.size()) {
                return false;
            }
            BigDecimal high = numbers.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
            BigDecimal low = numbers.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
            return high.subtract(low).compareTo(steady.spread()) <= 0;
        });
    }

    private List<BigDecimal> numbers(String key) {
        return window.stream()
                .map(scan -> scan.value(key).filter(PointValue::usable).map(PointValue::value))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A value that was not usable in each scan of the window has no mean. */
    private List<PointValue> means() {
        var means = new ArrayList<PointValue>();
        for (PointValue value : window.getLast().values()) {
            var numbers = numbers(value.key());
            if (numbers.size() == window.size() && !value.key().equals(TestRun.TEST_NO_KEY)) {
                means.add(new PointValue(value.key(), Numbers.mean(numbers), null, value.unit(), Set.of(), ""));
            }
        }
        return means;
    }
}
