package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final Outbox outbox = new Outbox(10);

    private List<String> overdueAfter(int seconds) {
        return outbox.overdue(START.plusSeconds(seconds)).stream()
                .map(Outbox.Waiting::id)
                .toList();
    }

    private void add(String id) {
        outbox.add(id, "topic", () -> new byte[0], START);
    }

    /** The seconds in which something was overdue, when somebody looks each second. */
    private List<Integer> overdueSeconds(Duration until) {
        var seconds = new ArrayList<Integer>();
        for (int second = 1; second <= until.toSeconds(); second++) {
            if (!overdueAfter(second).isEmpty()) {
                seconds.add(second);
            }
        }
        return seconds;
    }

    @Test
    void repeatsLessAndLessOftenWhatNobodyAnswers() {
        add("pass-1");

        assertThat(overdueSeconds(Duration.ofMinutes(5))).containsExactly(11, 32, 73, 134, 195, 256);
    }

    @Test
    void repeatsAtOnceWhatCouldNotBeSent() {
        add("pass-1");
        assertThat(overdueAfter(11)).containsExactly("pass-1");

        outbox.postpone("pass-1");

        assertThat(overdueAfter(12)).containsExactly("pass-1");
        assertThat(overdueAfter(13)).isEmpty();
    }

    @Test
    void forgetsWhatWasAnswered() {
        add("pass-1");
        add("pass-2");

        outbox.remove("pass-1");

        assertThat(overdueAfter(60)).containsExactly("pass-2");
        assertThat(outbox.size()).isEqualTo(1);
    }
}
