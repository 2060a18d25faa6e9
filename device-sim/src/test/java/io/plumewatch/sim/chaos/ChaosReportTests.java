package io.plumewatch.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChaosReportTests {

    private static final List<String> NONE = List.of();
    private static final List<String> ONE = List.of("one");

    @Test
    void holdsWhenEverythingSentWasTakenOnce() {
        assertThat(report(5, 5, NONE, NONE, NONE).holds()).isTrue();
    }

    @Test
    void doesNotHoldWhenAPassWasRefusedOrNeverAcknowledged() {
        assertThat(report(5, 5, ONE, NONE, NONE).holds()).isFalse();
        assertThat(report(5, 4, NONE, NONE, NONE).holds()).isFalse();
    }

    @Test
    void doesNotHoldWhenSomethingIsKnownOrSomebodyReferredThatShouldNotBe() {
        assertThat(report(5, 5, NONE, ONE, NONE).holds()).isFalse();
        assertThat(report(5, 5, NONE, NONE, ONE).holds()).isFalse();
    }

    @Test
    void doesNotHoldWhenSomethingGoodWasParkedOrTheLogHasAGap() {
        assertThat(report(5, 5, NONE, NONE, NONE, ONE, NONE).holds()).isFalse();
        assertThat(report(5, 5, NONE, NONE, NONE, NONE, ONE).holds()).isFalse();
    }

    @Test
    void saysInOneLineOfJsonWhatHappened() {
        assertThat(ChaosRun.line("ack", "豫/\"1\"", "at", "now")).isEqualTo("{\"ack\":\"豫/\\\"1\\\"\",\"at\":\"now\"}");
    }

    @Test
    void tellsMissingDoubledAndUnexpectedApart() {
        var difference = Reconciliation.difference(Set.of("a", "b", "c"), Map.of("b", 2, "c", 1, "z", 1));

        assertThat(difference.missing()).containsExactly("a");
        assertThat(difference.twice()).containsExactly("b");
        assertThat(difference.unexpected()).containsExactly("z");
    }

    private static ChaosReport report(
            int sent, int acknowledged, List<String> refused, List<String> unexpected, List<String> innocent) {
        return report(sent, acknowledged, refused, unexpected, innocent, NONE, NONE);
    }

    private static ChaosReport report(
            int sent,
            int acknowledged,
            List<String> refused,
            List<String> unexpected,
            List<String> innocent,
            List<String> parked,
            List<String> gaps) {
        return new ChaosReport(
                List.of(), sent, acknowledged, refused, NONE, NONE, unexpected, 0, NONE, NONE, innocent, parked, gaps);
    }
}
