package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTests {

    private static final Instant EARLY = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(60);
    private static final long SECOND = 1_000_000_000L;

    private final Heartbeat beat = new Heartbeat("gateway-1", "evidence");

    @Test
    void isDueEachSecond() {
        beat.written(EARLY, 5 * SECOND);

        assertThat(beat.isDue(6 * SECOND - 1)).isFalse();
        assertThat(beat.nanosUntilDue(6 * SECOND - 1)).isEqualTo(1);
        assertThat(beat.isDue(6 * SECOND)).isTrue();
    }

    @Test
    void knowsNoOutageWhenNobodyEverWrote() {
        assertThat(beat.before(null)).isNull();
    }

    @Test
    void believesOfRedisOnlyAnEarlierEnd() {
        assertThat(beat.before(Heartbeat.text(LATE))).isEqualTo(LATE);

        beat.written(EARLY, 0);

        assertThat(beat.before(Heartbeat.text(LATE))).isEqualTo(EARLY);
        assertThat(beat.before(Heartbeat.text(EARLY.minusSeconds(1)))).isEqualTo(EARLY.minusSeconds(1));
        assertThat(beat.before(null)).isEqualTo(EARLY);
    }

    @Test
    void remembersTheLatestTimeOfTheClock() {
        assertThat(Heartbeat.latest(EARLY, Heartbeat.text(LATE))).isEqualTo(LATE);
        assertThat(Heartbeat.latest(LATE, Heartbeat.text(EARLY))).isEqualTo(LATE);
        assertThat(Heartbeat.latest(EARLY, null)).isEqualTo(EARLY);
    }
}
