package io.plumewatch.enforcement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From the second exceedance to the closed case, over the API and the real database. */
@EnforcementTest
class CaseApiTests {

    @Autowired
    Environment environment;

    @Autowired
    Vehicles vehicles;

    @Autowired
    ObjectProvider<EntryHandler> handlers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Timelines timelines;

    @Autowired
    DueWork dueWork;

    @Autowired
    JdbcClient jdbc;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TestTruck truck;
    private Http first;
    private Http second;

    @BeforeEach
    void registerATruckAndTwoOfficers() {
        truck = TestTruck.register(new TestTruck.World(environment, vehicles, handlers, transaction));
        first = officer("410800");
        second = officer("410800");
    }

    @Test
    void twoOfficersConfirmWhatTwoExceedancesOpened() {
        JsonNode opened = openCase();
        assertThat(opened.get("state").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(opened.get("rule").asString()).isEqualTo("RS_TWO_CONSECUTIVE");
        assertThat(opened.get("areaCode").asString()).isEqualTo("410802");
        assertThat(opened.get("evidenceComplete").asBoolean()).isTrue();
        assertThat(opened.at("/plate/color").asString()).isEqualTo("YELLOW");
        assertThat(opened.at("/findings/0/passId").asString()).isEqualTo("E1");
        assertThat(opened.at("/findings/1/passId").asString()).isEqualTo("E2");
        assertThat(opened.at("/findings/1/measuredValue").asDouble()).isEqualTo(41.5);
        assertThat(opened.at("/findings/1/limitVersion").asString()).isEqualTo("HJ845-2017");
        assertThat(opened.get("nextActions").size()).isEqualTo(2);

        Http.Answer once = confirm(first, opened, 1);
        assertThat(once.status()).isEqualTo(200);
        assertThat(once.at("/state")).isEqualTo("UNDER_REVIEW");
        assertThat(once.json().get("nextActions").size()).isZero();
        assertThat(confirm(first, opened, 2).at("/code")).isEqualTo("SAME_REVIEWER");
        assertThat(confirm(second, opened, 1).at("/code")).isEqualTo("STALE_VERSION");

        Http.Answer twice = confirm(second, opened, 2);
        assertThat(twice.at("/state")).isEqualTo("CONFIRMED");
        assertThat(twice.json().get("reviews").size()).isEqualTo(2);
        assertThat(twice.at("/lock")).isEqualTo("LOCKED");
        assertThat(twice.at("/referral")).isEqualTo("ISSUED");
        Http.Answer third = confirm(officer("410800"), opened, 3);
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.at("/code")).isEqualTo("ILLEGAL_MOVE");
        assertThat(third.json().get("legalMoves").isArray()).isTrue();
    }

    @Test
    void officersAtTheSameMomentConfirmOnce() throws InterruptedException, ExecutionException {
        JsonNode opened = openCase();
        List<Http> officers = List.of(first, second, officer("410800"), officer("410800"), first, second);
        ExecutorService threads = Executors.newFixedThreadPool(officers.size());
        List<Future<Http.Answer>> answers = new ArrayList<>();
        try {
            officers.forEach(each -> answers.add(threads.submit(() -> confirm(each, opened, 0))));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Http.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(200, 409);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(2);
        } finally {
            threads.shutdownNow();
        }

        JsonNode confirmed = truck.cases(first).get(0);
        assertThat(confirmed.get("state").asString()).isEqualTo("CONFIRMED");
        assertThat(confirmed.get("reviews").size()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from case_event where case_id = :case and what = 'CONFIRMED'")
                        .param("case", confirmed.get("caseId").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRefusedReviewLeavesTheCaseAsItIsFoundToBe() {
        JsonNode opened = openCase();
        transaction.executeWithoutResult(
                status -> timelines.reject(List.of(truck.deviceNo + "/E2"), "someone", "says so without an event"));

        assertThat(confirm(first, opened, 0).at("/code")).isEqualTo("ILLEGAL_MOVE");
        assertThat(truck.cases(first).get(0).get("state").asString()).isEqualTo("DISMISSED");
    }

    @Test
    void nobodyConfirmsWithoutTheImages() {
        truck.measured("E1", daysAgo(9), 34.1);
        truck.calibrated(daysAgo(2), true);
        truck.passed("E2", daysAgo(2), 41.5, 1);
        JsonNode opened = truck.cases(first).get(0);

        assertThat(opened.get("evidenceComplete").asBoolean()).isFalse();
        assertThat(confirm(first, opened, 0).status()).isEqualTo(200);
        assertThat(confirm(second, opened, 0).at("/code")).isEqualTo("EVIDENCE_MISSING");
        assertThat(truck.cases(first).get(0).get("reviews").size()).isEqualTo(1);
    }

    @Test
    void nobodyConfirmsBeforeLateFactsHaveHadTheirTime() {
        truck.measured("E1", daysAgo(9), 34.1);
        truck.measured("E2", now.minusSeconds(60), 41.5);
        JsonNode opened = truck.cases(first).get(0);

        assertThat(confirm(first, opened, 0).status()).isEqualTo(200);
        assertThat(confirm(second, opened, 0).at("/code")).isEqualTo("NOT_SETTLED");
    }

    @Test
    void aDismissalRejectsTheMeasurementsForGood() {
        JsonNode opened = openCase();
        truck.measured("E3", daysAgo(1), 50);
        assertThat(truck.cases(first).get(0).at("/findings/2/part").asString()).isEqualTo("JOINED");

        assertThat(dismiss(first, opened, "[\"E3\"]").at("/errors/0/field")).isEqualTo("rejectedPassIds");
        assertThat(dismiss(first, opened, "[\"E2\"]").at("/state")).isEqualTo("DISMISSED");

        List<JsonNode> cases = truck.cases(first);
        assertThat(cases).hasSize(2);
        assertThat(cases.get(1).at("/findings/0/passId").asString()).isEqualTo("E1");
        assertThat(cases.get(1).at("/findings/1/passId").asString()).isEqualTo("E3");
        Http.Answer explanation =
                first.get("/api/v1/cases/" + opened.get("caseId").asString() + "/explanation");
        assertThat(explanation.body()).contains("REJECTED_BY_OFFICER", "HJ845-2017", "DEFAULT-1");
        assertThat(explanation.at("/lostGround/code")).isEqualTo("MEASUREMENT_INVALID");
    }

    @Test
    void aLatePassingMeasurementWithdrawsTheReferralAndLiftsTheLock() {
        JsonNode opened = openCase();
        confirm(first, opened, 0);
        assertThat(confirm(second, opened, 0).at("/state")).isEqualTo("CONFIRMED");

        truck.measured("P", daysAgo(5), 12);

        JsonNode withdrawn = truck.cases(first).get(0);
        assertThat(withdrawn.get("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.get("lock").asString()).isEqualTo("LIFTED");
        assertThat(withdrawn.get("referral").asString()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.get("closeCode").asString()).isEqualTo("PASS_BETWEEN");
    }

    @Test
    void aPassedInspectionReleases() {
        JsonNode opened = openCase();
        confirm(first, opened, 0);
        assertThat(confirm(second, opened, 0).at("/lock")).isEqualTo("LOCKED");

        truck.inspected(now.minusSeconds(600));

        JsonNode released = truck.cases(first).get(0);
        assertThat(released.get("state").asString()).isEqualTo("RELEASED");
        assertThat(released.get("lock").asString()).isEqualTo("LIFTED");
        assertThat(released.get("referral").asString()).isEqualTo("ISSUED");
    }

    @Test
    void aLockIsOverdueAfterTheRepairDeadline() {
        JsonNode opened = openCase();
        confirm(first, opened, 0);
        confirm(second, opened, 0);

        dueWork.markOverdue(now.plus(Duration.ofDays(15)));
        assertThat(truck.cases(first).get(0).get("lock").asString()).isEqualTo("LOCKED");
        dueWork.markOverdue(now.plus(Duration.ofDays(16)));
        assertThat(truck.cases(first).get(0).get("lock").asString()).isEqualTo("OVERDUE");
    }

    @Test
    void anEndingGraceReassessesByItself() {
        truck.measured("E1", daysAgo(9), 34.1);
        truck.passed("U", daysAgo(5), 12, 0);
        truck.measured("E2", daysAgo(3), 41.5);
        assertThat(truck.cases(first))
                .as("held by the measurement that nobody calibrated")
                .isEmpty();

        dueWork.reassess(daysAgo(5).plus(Duration.ofDays(8)).plusSeconds(11));

        assertThat(truck.cases(first)).hasSize(1);
    }

    @Test
    void othersSeeNothing() {
        String caseId = openCase().get("caseId").asString();
        Http kaifeng = officer("410200");
        Http district = officer("410802");
        Http police = Http.withToken(environment, "police " + caseId, "POLICE", "410800");

        assertThat(kaifeng.get("/api/v1/cases/" + caseId).status()).isEqualTo(404);
        assertThat(kaifeng.post("/api/v1/cases/" + caseId + "/reviews", "{}").status())
                .isEqualTo(404);
        assertThat(truck.cases(kaifeng)).isEmpty();
        assertThat(district.get("/api/v1/cases/" + caseId).status()).isEqualTo(200);
        assertThat(police.get("/api/v1/cases").status()).isEqualTo(403);
        assertThat(first.get("/api/v1/cases?state=NEVER").at("/errors/0/field")).isEqualTo("state");
        assertThat(first.get("/api/v1/cases?after=x").at("/code")).isEqualTo("INVALID_CURSOR");
        assertThat(first.post("/api/v1/cases/" + caseId + "/reviews", "{\"decision\": \"PERHAPS\"}")
                        .json()
                        .get("errors")
                        .findValuesAsString("field"))
                .contains("decision", "reason");
    }

    @Test
    void aListGoesOnWhereItEnded() {
        openCase();
        registerATruckAndTwoOfficers();
        openCase();
        Http.Answer page = first.get("/api/v1/cases?limit=1&state=UNDER_REVIEW&lock=NONE&referral=NONE");

        assertThat(page.json().get("items").size()).isEqualTo(1);
        assertThat(page.at("/next")).isNotEmpty();
        Http.Answer rest = first.get("/api/v1/cases?limit=500&after=" + page.at("/next"));
        assertThat(rest.json().get("items").findValuesAsString("caseId"))
                .isNotEmpty()
                .doesNotContain(page.at("/items/0/caseId"));
        assertThat(rest.json().get("next").isNull()).isTrue();
    }

    private JsonNode openCase() {
        truck.measured("E1", daysAgo(9), 34.1);
        truck.measured("E2", daysAgo(2), 41.5);
        return truck.cases(first).get(0);
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private Http officer(String areaCode) {
        return Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", areaCode);
    }

    /** Version 0 leaves it out. */
    private static Http.Answer confirm(Http officer, JsonNode opened, int version) {
        String body = version == 0
                ? "{\"decision\": \"CONFIRM\", \"reason\": \"两次遥测均超标\"}"
                : "{\"decision\": \"CONFIRM\", \"reason\": \"两次遥测均超标\", \"version\": " + version + "}";
        return officer.post("/api/v1/cases/" + opened.get("caseId").asString() + "/reviews", body);
    }

    private static Http.Answer dismiss(Http officer, JsonNode opened, String passIds) {
        return officer.post("/api/v1/cases/" + opened.get("caseId").asString() + "/reviews", """
                {"decision": "DISMISS", "reason": "号牌不清", "rejectedPassIds": %s}""".formatted(passIds));
    }
}
