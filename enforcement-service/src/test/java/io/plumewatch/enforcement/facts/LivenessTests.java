package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.SampleFacts;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The policy of the samples says 120 seconds. */
class LivenessTests {

    private static final Instant MEASURED = Instant.parse("2026-11-22T00:15:02Z");

    @Test
    void whatIsReadFromTheLogTooLateIsNotLive() {
        LogEntry inTime = received(MEASURED.plusSeconds(120));

        assertThat(live(inTime, MEASURED.plusSeconds(240))).isTrue();
        assertThat(live(inTime, MEASURED.plusSeconds(241))).isFalse();
    }

    @Test
    void whatWasReceivedTooLateIsNotLive() {
        Instant late = MEASURED.plusSeconds(121);

        assertThat(live(received(late), late)).isFalse();
    }

    /** Boards say so: see the clock among the reasons of a delay. */
    @Test
    void aClockOfOursThatIsTenMinutesAheadLetsNothingBeLive() {
        Instant received = MEASURED.plusSeconds(1);

        assertThat(live(received(received), received.plusSeconds(600))).isFalse();
    }

    @Test
    void aClockOfOursThatIsTenMinutesBehindStillKeepsOutWhatGatewaysReceivedLate() {
        assertThat(live(received(MEASURED.plusSeconds(1)), MEASURED.minusSeconds(599)))
                .isTrue();
        assertThat(live(received(MEASURED.plusSeconds(121)), MEASURED.minusSeconds(479)))
                .isFalse();
    }

    /** A gateway whose clock jumps ahead stamps receipts in the future: late for the measuring, so not live. */
    @Test
    void aGatewayThatIsTenMinutesAheadMakesNothingLive() {
        assertThat(live(received(MEASURED.plusSeconds(601)), MEASURED.plusSeconds(1)))
                .isFalse();
    }

    private static boolean live(LogEntry entry, Instant now) {
        var liveness = new Liveness(() -> SampleFacts.RULEBOOK, Clock.fixed(now, ZoneOffset.UTC));
        return liveness.live(entry, MEASURED, "410802");
    }

    private static LogEntry received(Instant at) {
        return new LogEntry(
                EntryKind.PASS,
                "RS-1",
                Trust.ENROLLED,
                ClockState.GOOD,
                MEASURED,
                at,
                false,
                "RS-1/1",
                "g",
                new byte[0]);
    }
}
