package io.plumewatch.enforcement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** A locked vehicle that is driven on after its repair deadline. */
@EnforcementTest
class OnRoadTests {

    @Autowired
    Environment environment;

    @Autowired
    Vehicles vehicles;

    @Autowired
    ObjectProvider<EntryHandler> handlers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Cases cases;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant afterTheDeadline = now.plus(Duration.ofDays(17));
    private TestTruck truck;
    private EnforcementCase confirmed;

    @BeforeEach
    void confirmACase() {
        truck = TestTruck.register(new TestTruck.World(environment, vehicles, handlers, transaction));
        truck.measured("E1", now.minus(Duration.ofDays(9)), 34.1);
        truck.measured("E2", now.minus(Duration.ofDays(2)), 41.5);
        String caseId = all().get(0).caseId();
        for (int i = 0; i < 2; i++) {
            Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410800")
                    .post("/api/v1/cases/" + caseId + "/reviews", "{\"decision\": \"CONFIRM\", \"reason\": \"属实\"}");
        }
        confirmed = all().get(0);
        assertThat(confirmed.state()).isEqualTo(CaseState.CONFIRMED);
    }

    @Test
    void isANewOffenceOnce() {
        seen("CAM/1", afterTheDeadline);
        seen("CAM/2", afterTheDeadline.plusSeconds(60));

        assertThat(all())
                .extracting(EnforcementCase::rule)
                .containsExactly("BLACKLISTED_ON_ROAD", "RS_TWO_CONSECUTIVE");
        EnforcementCase onRoad = all().get(0);
        assertThat(onRoad.state()).isEqualTo(CaseState.UNDER_REVIEW);
        assertThat(onRoad.findings())
                .extracting(EnforcementCase.CaseFinding::part)
                .containsExactly(Part.PRIOR, Part.VIOLATION);
        assertThat(onRoad.findings().get(1).measuredAt()).isEqualTo(afterTheDeadline);
    }

    @Test
    void isNoneBeforeTheDeadline() {
        seen("CAM/1", now.plus(Duration.ofDays(15)));

        assertThat(all()).hasSize(1);
    }

    @Test
    void aDismissalLeavesTheCaseBeforeItAlone() {
        seen("CAM/1", afterTheDeadline);

        Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410800")
                .post(
                        "/api/v1/cases/" + all().get(0).caseId() + "/reviews",
                        "{\"decision\": \"DISMISS\", \"reason\": \"号牌不清\"}");

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.DISMISSED, CaseState.CONFIRMED);
    }

    @Test
    void fallsWithTheCaseBeforeIt() {
        seen("CAM/1", afterTheDeadline);

        truck.measured("P", now.minus(Duration.ofDays(5)), 12);

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.DISMISSED, CaseState.WITHDRAWN);
    }

    private void seen(String key, Instant at) {
        transaction.executeWithoutResult(
                status -> cases.seenWhileOverdue(truck.vehicleId(), confirmed.caseId(), key, at, "410802"));
    }

    private List<EnforcementCase> all() {
        return cases.ofVehicle(truck.vehicleId());
    }
}
