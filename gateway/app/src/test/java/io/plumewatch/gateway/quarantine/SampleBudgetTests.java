package io.plumewatch.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.intake.Reason;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleBudgetTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:15:00Z");

    private final SampleBudget budget = new SampleBudget(new QuarantineSettings(100, 1 << 20, 10, 25));

    @Test
    void keepsTenOfASourceAndReasonAnHour() {
        assertThat(spent("10.0.0.1", Reason.NOT_A_FRAME, NOW, 50)).isEqualTo(10);
        assertThat(spent("10.0.0.1", Reason.BCC_MISMATCH, NOW, 1)).isEqualTo(1);
        assertThat(spent("10.0.0.1", Reason.NOT_A_FRAME, NOW.plusSeconds(3600), 50))
                .isEqualTo(10);
    }

    @Test
    void keepsNoMoreThanItsHourlySumHoweverManySourcesThereAre() {
        long kept = IntStream.range(0, 10_000)
                .filter(i -> budget.spend("10.0." + i / 256 + "." + i % 256, Reason.NOT_A_FRAME, NOW))
                .count();

        assertThat(kept).isEqualTo(25);
    }

    private long spent(String source, Reason reason, Instant at, int times) {
        return IntStream.range(0, times)
                .filter(i -> budget.spend(source, reason, at))
                .count();
    }
}
