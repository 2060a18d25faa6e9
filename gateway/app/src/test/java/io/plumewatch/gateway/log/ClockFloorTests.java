package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockFloorTests {

    private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");

    private long nanos = Long.MAX_VALUE - 1;
    private final ClockFloor floor = new ClockFloor(() -> nanos);

    @Test
    void knowsNothingBeforeItHasSeenAClock() {
        assertThat(floor.isAbove(Instant.EPOCH)).isFalse();
    }

    @Test
    void noticesAClockThatWasSetBackHoweverMuchTimePasses() {
        floor.shown(NOON);
        assertThat(floor.isAbove(NOON)).isFalse();
        assertThat(floor.isAbove(NOON.minusSeconds(59))).isFalse();

        for (int hours = 0; hours < 30; hours += 10) {
            nanos += Duration.ofHours(10).toNanos();
            Instant setBack = NOON.plus(Duration.ofHours(hours + 10)).minusSeconds(600);
            floor.shown(setBack);
            assertThat(floor.isAbove(setBack)).isTrue();
        }
    }

    @Test
    void trustsAClockThatWasPutRightOrAhead() {
        floor.shown(NOON);
        nanos += Duration.ofMinutes(1).toNanos();
        assertThat(floor.isAbove(NOON.plusSeconds(60))).isFalse();
        floor.shown(NOON.plusSeconds(3_600));
        assertThat(floor.isAbove(NOON.plusSeconds(3_600))).isFalse();
        assertThat(floor.isAbove(NOON.plusSeconds(60))).isTrue();
    }
}
