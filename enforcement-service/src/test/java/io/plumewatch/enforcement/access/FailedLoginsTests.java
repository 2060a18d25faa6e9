package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedLoginsTests {

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final FailedLogins failures = new FailedLogins(new ManualClock());

    @Test
    void stopsAnAddressAfterTenFailuresUntilTheWindowEnds() {
        for (int i = 0; i < 9; i++) {
            failures.count("192.0.2.1");
        }
        assertThat(failures.tooMany("192.0.2.1")).isFalse();

        failures.count("192.0.2.1");
        assertThat(failures.tooMany("192.0.2.1")).isTrue();
        assertThat(failures.tooMany("192.0.2.2")).isFalse();

        now = now.plus(FailedLogins.WINDOW).plus(Duration.ofSeconds(1));
        assertThat(failures.tooMany("192.0.2.1")).isFalse();
    }

    @Test
    void countsAnewAfterTheWindow() {
        for (int i = 0; i < 10; i++) {
            failures.count("192.0.2.1");
        }
        now = now.plus(FailedLogins.WINDOW);
        failures.count("192.0.2.1");

        assertThat(failures.tooMany("192.0.2.1")).isFalse();
    }

    private final class ManualClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
