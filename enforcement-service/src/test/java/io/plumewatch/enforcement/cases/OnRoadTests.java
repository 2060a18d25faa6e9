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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    @Autowired
    JdbcClient jdbc;

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
        passed("R1", afterTheDeadline);
        passed("R2", afterTheDeadline.plusSeconds(60));

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
        passed("R1", now.plus(Duration.ofDays(15)));

        assertThat(all()).hasSize(1);
    }

    @Test
    void aDismissalLeavesTheCaseBeforeItAlone() {
        passed("R1", afterTheDeadline);

        Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410800")
                .post(
                        "/api/v1/cases/" + all().get(0).caseId() + "/reviews",
                        "{\"decision\": \"DISMISS\", \"reason\": \"号牌不清\"}");

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.DISMISSED, CaseState.CONFIRMED);
    }

    @Test
    void fallsWithTheCaseBeforeIt() {
        passed("R1", afterTheDeadline);

        truck.measured("P", now.minus(Duration.ofDays(5)), 12);

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.DISMISSED, CaseState.WITHDRAWN);
    }

    @Test
    void isProvenByAPassWithImagesAndBarredByNoCamera() {
        Instant yesterday = now.minus(Duration.ofHours(30));
        jdbc.sql("update enforcement_case set repair_deadline = :at where case_id = :case")
                .param("at", yesterday.minusSeconds(3600).atOffset(ZoneOffset.UTC))
                .param("case", confirmed.caseId())
                .update();
        seen("CAM/1", yesterday);
        assertThat(all()).as("a camera's sighting proves nothing to police").hasSize(1);
        truck.passed("R0", yesterday, 12, 1);
        seen(truck.deviceNo + "/R0", yesterday);
        assertThat(all()).as("one image is not enough").hasSize(1);

        passed("R1", yesterday);
        String caseId = all().get(0).caseId();
        for (int i = 0; i < 2; i++) {
            Http.Answer answer = officer()
                    .post("/api/v1/cases/" + caseId + "/reviews", "{\"decision\": \"CONFIRM\", \"reason\": \"属实\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.CONFIRMED, CaseState.CONFIRMED);
        assertThat(all().get(0).referral()).isEqualTo(EnforcementCase.ReferralState.ISSUED);
    }

    @Test
    void isNoneWhenThePassIsAnothers() {
        TestTruck other = TestTruck.register(new TestTruck.World(environment, vehicles, handlers, transaction));
        other.passed("R1", afterTheDeadline, 12, 2);

        seen(other.deviceNo + "/R1", afterTheDeadline);

        assertThat(all()).hasSize(1);
    }

    @Test
    void fallsWhenThePassIsRejected() {
        passed("R1", afterTheDeadline);

        transaction.executeWithoutResult(
                status -> jdbc.sql("update pass set rejected_reason = '套牌' where pass_key = :key")
                        .param("key", truck.deviceNo + "/R1")
                        .update());
        truck.calibrated(afterTheDeadline, true);

        assertThat(all()).extracting(EnforcementCase::state).containsExactly(CaseState.DISMISSED, CaseState.CONFIRMED);
    }

    private void passed(String passId, Instant at) {
        truck.passed(passId, at, 12, 2);
        seen(truck.deviceNo + "/" + passId, at);
    }

    private Http officer() {
        return Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410800");
    }

    private void seen(String key, Instant at) {
        transaction.executeWithoutResult(
                status -> cases.seenWhileOverdue(truck.vehicleId(), confirmed.caseId(), key, at, "410802"));
    }

    private List<EnforcementCase> all() {
        return cases.ofVehicle(truck.vehicleId());
    }
}
