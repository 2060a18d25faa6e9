package io.plumewatch.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.ClockState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRulesTests {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T00:00:00Z");

    private final TimeRules rules = new TimeRules((measured, received) -> false, shown -> false);

    @ParameterizedTest(name = "measured {0} after receipt -> {1}")
    @CsvSource(textBlock = """
            PT0S,         none
            PT5M,         none
            PT5M0.001S,   CLOCK_AHEAD
            -PT8784H,     none
            -PT8784H0.001S, TOO_OLD
            """)
    void refusesOnlyImpossibleTimes(Duration offset, String reason) {
        String refused = TimeRules.refusal("measuredAt", RECEIVED.plus(offset), RECEIVED)
                .map(refusal -> refusal.reason().name())
                .orElse("none");

        assertThat(refused).isEqualTo(reason);
    }

    @ParameterizedTest(name = "measured {0} after receipt, sent {1} after receipt, replayed {2} -> {3}")
    @CsvSource(textBlock = """
            -PT1S,   -PT1S,   false, GOOD
            PT4M,    PT4M,    false, GOOD
            -PT120S, PT0S,    false, GOOD
            -PT121S, PT0S,    false, SUSPECT
            -PT121S, PT0S,    true,  GOOD
            -PT1S,   ,        false, UNKNOWN
            -PT2H,   ,        true,  UNKNOWN
            -PT2H,   ,        false, SUSPECT
            -PT2H,   -PT2H,   true,  GOOD
            -PT2H,   PT6M,    true,  SUSPECT
            """)
    void judgesTheClockInDoubtForTheDriver(Duration measured, Duration sent, boolean replayed, ClockState expected) {
        Instant sentAt = sent == null ? null : RECEIVED.plus(sent);

        assertThat(rules.clock(RECEIVED.plus(measured), sentAt, replayed, RECEIVED))
                .isEqualTo(expected);
    }

    /** Devices keep what is refused for their own clock no longer: a gateway must not be ten minutes behind. */
    @ParameterizedTest(name = "our clock is {0} ahead, replayed {1} -> {2}")
    @CsvSource(textBlock = """
            PT10M,  false, SUSPECT
            PT10M,  true,  GOOD
            -PT4M,  false, GOOD
            -PT10M, false, CLOCK_AHEAD
            -PT10M, true,  CLOCK_AHEAD
            """)
    void tellsNoDevicesClockFromOurs(Duration ahead, boolean replayed, String expected) {
        Instant measured = RECEIVED.minusSeconds(1);
        Instant received = RECEIVED.plus(ahead);

        String judged = TimeRules.refusal("measuredAt", measured, received)
                .map(refusal -> refusal.reason().name())
                .orElseGet(() ->
                        rules.clock(measured, measured, replayed, received).name());

        assertThat(judged).isEqualTo(expected);
    }

    @Test
    void leavesOpenWhetherAReadingOrOurOwnClockIsWrong() {
        var setBack = new TimeRules((measured, received) -> false, RECEIVED::equals);
        Refusal ahead = TimeRules.refusal("measuredAt", RECEIVED.plusSeconds(301), RECEIVED)
                .orElseThrow();
        Refusal old = TimeRules.refusal("measuredAt", RECEIVED.minus(Duration.ofDays(367)), RECEIVED)
                .orElseThrow();

        assertThat(setBack.isInDoubt(ahead, RECEIVED)).isTrue();
        assertThat(setBack.isInDoubt(ahead, RECEIVED.plusSeconds(600))).isFalse();
        assertThat(setBack.isInDoubt(old, RECEIVED)).isFalse();
    }

    @Test
    void blamesNoClockForOurOwnOutage() {
        var afterOutage = new TimeRules((measured, received) -> true, shown -> false);

        assertThat(afterOutage.clock(RECEIVED.minusSeconds(500), RECEIVED, false, RECEIVED))
                .isEqualTo(ClockState.UNKNOWN);
    }
}
