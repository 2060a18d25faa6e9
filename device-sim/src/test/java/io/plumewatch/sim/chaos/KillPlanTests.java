package io.plumewatch.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KillPlanTests {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void killsEachServerOnceWhileThereIsTraffic() {
        assertThat(KillPlan.even(MINUTE).kills())
                .extracting(KillPlan.Kill::server)
                .containsExactly("gateway", "enforcement", "redis", "postgresql");
        assertThat(KillPlan.even(MINUTE).kills())
                .extracting(kill -> kill.at().toSeconds())
                .containsExactly(7L, 20L, 32L, 45L);
    }

    @Test
    void theSameSeedGivesTheSamePlanAndAnotherAnother() {
        KillPlan plan = KillPlan.random(MINUTE, 5);

        assertThat(KillPlan.random(MINUTE, 5)).isEqualTo(plan);
        assertThat(KillPlan.random(MINUTE, 6)).isNotEqualTo(plan);
        assertThat(plan.kills())
                .extracting(KillPlan.Kill::server)
                .containsExactlyInAnyOrder("gateway", "enforcement", "redis", "postgresql");
        assertThat(plan.kills()).allSatisfy(kill -> assertThat(kill.at()).isLessThan(MINUTE));
    }
}
