package io.plumewatch.enforcement.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumewatch.enforcement.blacklist.Blacklist;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says whether a quiet board means a quiet road, or a platform that lags behind. */
@Component
class Delay {

    private static final Duration OLD_LIST = Duration.ofSeconds(10);
    private static final double BEHIND_ENTRIES = 200;

    private final MeterRegistry metrics;
    private final Blacklist blacklist;
    private final ClockWatch clocks;
    private final Clock clock;

    Delay(MeterRegistry metrics, Blacklist blacklist, ClockWatch clocks, Clock clock) {
        this.metrics = metrics;
        this.blacklist = blacklist;
        this.clocks = clocks;
        this.clock = clock;
    }

    State now() {
        Duration listAge = Duration.between(blacklist.listAge(), clock.instant());
        double behind = metrics.find("plumewatch.stream.lag").gauges().stream()
                .filter(gauge -> !String.valueOf(gauge.getId().getTag("stream")).startsWith("telemetry"))
                .mapToDouble(Gauge::value)
                .sum();
        var reasons = new ArrayList<String>();
        if (listAge.compareTo(OLD_LIST) > 0) {
            reasons.add("LIST_OLD");
        }
        if (sum("plumewatch.intake.waiting") > 0 || sum("plumewatch.intake.stopped") > 0) {
            reasons.add("INTAKE_WAITING");
        }
        if (!clocks.right()) {
            reasons.add("CLOCK_OFF");
        }
        if (behind > BEHIND_ENTRIES) {
            reasons.add("INTAKE_BEHIND");
        }
        return new State(!reasons.isEmpty(), reasons, Math.max(0, listAge.toMillis()) / 1000.0, (long) behind);
    }

    private double sum(String gauge) {
        return metrics.find(gauge).gauges().stream().mapToDouble(Gauge::value).sum();
    }

    /**
     * How far behind.
     *
     * @param listAge seconds since the blacklist in the heap agreed with the database
     * @param behind passes and sightings in the log that have not taken effect
     */
    record State(boolean delayed, List<String> reasons, double listAge, long behind) {}
}
