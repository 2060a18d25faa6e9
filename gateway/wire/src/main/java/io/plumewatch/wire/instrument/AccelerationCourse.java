package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Free acceleration: the peak of each acceleration, its smoke that comes a little later included. */
final class AccelerationCourse implements Course {

    private static final String ABSORPTION = "absorptionK";
    private static final String OPACITY = "opacityPercent";

    private final TestRules.FreeAcceleration rules;
    private final List<Peak> peaks = new ArrayList<>();
    private boolean wasHigh;
    private @Nullable Instant lowSince;

    /** The scan with the highest absorption of one acceleration, and the highest engine speed. */
    private static final class Peak {
        private @Nullable PointValue absorption;
        private @Nullable PointValue opacity;
        private @Nullable PointValue oil;
        private @Nullable BigDecimal speed;

        void take(Scan scan, String gateKey) {
            PointValue k = scan.value(ABSORPTION)
                    .filter(value -> value.value() != null)
                    .orElse(null);
            if (k != null && (absorption == null || number(k).compareTo(number(absorption)) > 0)) {
                absorption = k;
                opacity = scan.value(OPACITY).orElse(null);
                oil = scan.value("oilC").orElse(null);
            }
            scan.value(gateKey)
                    .map(PointValue::value)
                    .ifPresent(value -> speed = speed == null ? value : speed.max(value));
        }

        private static BigDecimal number(PointValue value) {
            return value.value() == null ? BigDecimal.ZERO : value.value();
        }
    }

    AccelerationCourse(TestRules.FreeAcceleration rules) {
        this.rules = rules;
    }

    @Override
    public Progress take(Scan scan, boolean high) {
        if (high && !wasHigh) {
            if (peaks.size() == rules.peaks()) {
                return finish();
            }
            peaks.add(new Peak());
        }
        wasHigh = high;
        if (high) {
            lowSince = null;
        } else if (lowSince == null) {
            lowSince = scan.at();
        }
        Duration low = lowSince == null ? Duration.ZERO : Duration.between(lowSince, scan.at());
        if (low.compareTo(rules.tail()) <= 0) {
            peaks.get(peaks.size() - 1).take(scan, rules.gateKey());
            return Progress.GOES_ON;
        }
        if (peaks.size() == rules.peaks()) {
            return finish();
        }
        return low.compareTo(rules.maxPause()) > 0
                ? Progress.abort("stopped after " + peaks.size() + " of " + rules.peaks() + " accelerations")
                : Progress.GOES_ON;
    }

    private Progress finish() {
        List<Peak> counted = peaks.subList(rules.peaks() - rules.countedPeaks(), rules.peaks());
        var k = mean(ABSORPTION, counted.stream().map(peak -> peak.absorption).toList());
        if (k.isEmpty()) {
            return Progress.abort("an acceleration without a usable absorption");
        }
        var values = new ArrayList<PointValue>();
        values.add(k.get());
        mean(OPACITY, counted.stream().map(peak -> peak.opacity).toList()).ifPresent(values::add);
        mean("oilC", counted.stream().map(peak -> peak.oil).toList()).ifPresent(values::add);
        for (int i = 0; i < peaks.size(); i++) {
            add(values, peaks.get(i), i + 1);
        }
        return new Progress(values, null);
    }

    private void add(List<PointValue> values, Peak peak, int number) {
        PointValue k = peak.absorption;
        if (k != null) {
            values.add(
                    new PointValue("peak" + number + "AbsorptionK", k.value(), null, k.unit(), k.flags(), k.rawHex()));
        }
        if (peak.speed != null) {
            values.add(new PointValue("peak" + number + "SpeedRpm", peak.speed, null, "1/min", Set.of(), ""));
        }
    }

    private static Optional<PointValue> mean(String key, List<@Nullable PointValue> peaks) {
        var numbers = new ArrayList<BigDecimal>();
        var flags = EnumSet.noneOf(PointValue.Flag.class);
        String unit = "";
        for (PointValue peak : peaks) {
            if (peak == null || peak.value() == null) {
                return Optional.empty();
            }
            numbers.add(peak.value());
            flags.addAll(peak.flags());
            unit = peak.unit();
        }
        return Optional.of(new PointValue(key, Numbers.mean(numbers), null, unit, flags, ""));
    }
}
