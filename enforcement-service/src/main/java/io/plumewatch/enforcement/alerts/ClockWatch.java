package io.plumewatch.enforcement.alerts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares our clock with the database's. What is happening now is judged by our clock: when it runs ahead, everything
 * looks late and no crew is alerted, and when it runs behind, old readings look new. Nobody may take that silence for a
 * quiet road.
 */
@Component("clocks")
class ClockWatch implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Supplier<Instant> database;
    private final Clock clock;
    private final Duration tolerance;
    private volatile Duration ahead = Duration.ZERO;

    @Autowired
    ClockWatch(JdbcClient jdbc, Clock clock, AlertSettings settings, MeterRegistry metrics) {
        this(
                () -> jdbc.sql("select clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant(),
                clock,
                settings.clockTolerance());
        Gauge.builder("plumewatch.clock.ahead", this, watch -> watch.ahead.toMillis() / 1000.0)
                .description("Seconds by which our clock is ahead of the database's")
                .register(metrics);
    }

    ClockWatch(Supplier<Instant> database, Clock clock, Duration tolerance) {
        this.database = database;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    @Scheduled(initialDelayString = "1s", fixedDelayString = "10s")
    void look() {
        boolean wasRight = right();
        Instant before = clock.instant();
        Instant there;
        try {
            there = database.get();
        } catch (DataAccessException e) {
            LOG.debug("the database cannot be asked for the time just now", e);
            return;
        }
        // The answer was given at some moment between: only what lies outside is a difference.
        Instant after = clock.instant();
        if (there.isBefore(before)) {
            ahead = Duration.between(there, before);
        } else {
            ahead = there.isAfter(after) ? Duration.between(there, after) : Duration.ZERO;
        }
        if (wasRight != right()) {
            LOG.atLevel(right() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.ERROR)
                    .log("CLOCK_OFF {}: our clock is {} ahead of the database's", !right(), ahead);
        }
    }

    /** Returns whether the two clocks agree. */
    boolean right() {
        return ahead.abs().compareTo(tolerance) <= 0;
    }

    @Override
    public Health health() {
        return (right() ? Health.up() : Health.down())
                .withDetail("aheadOfDatabase", ahead.toString())
                .withDetail("tolerance", tolerance.toString())
                .build();
    }
}
