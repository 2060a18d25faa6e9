package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:02Z");

    @ParameterizedTest(name = "the database is {0} ahead of us -> {1}")
    @CsvSource({"PT0S, UP", "PT29S, UP", "-PT29S, UP", "PT10M, DOWN", "-PT10M, DOWN"})
    void saysWhenOurClockAndTheDatabasesDiffer(Duration ahead, String status) {
        var watch = new ClockWatch(() -> NOW.plus(ahead), Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));

        watch.look();

        assertThat(watch.health().getStatus().getCode()).isEqualTo(status);
        assertThat(watch.right()).isEqualTo(status.equals("UP"));
    }
}
