package io.plumewatch.enforcement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What people put right later: where a unit stood, what a site was, and what should never have been confirmed. */
@EnforcementTest
class CorrectionTests {

    @Autowired
    Environment environment;

    @Autowired
    Vehicles vehicles;

    @Autowired
    ObjectProvider<EntryHandler> handlers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TestTruck truck;
    private Http officer;

    @BeforeEach
    void registerATruck() {
        truck = TestTruck.register(new TestTruck.World(environment, vehicles, handlers, transaction));
        officer = officer();
    }

    @Test
    void aSiteThatWasNeverPublishedTakesBackWhatAUnitMeasuredThereBeforeItMovedOn() {
        confirm(openCase());
        String other = site("410803", true);
        device(other);

        post("/api/v1/sites", site(truck.siteId(), "410802", false));

        assertThat(only().get("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(only().get("referral").asString()).isEqualTo("WITHDRAWN");
    }

    @Test
    void aUnitWithoutASiteMeasuredNowhereThatItIsFiledAtLater() {
        truck = TestTruck.registerWithoutSite(new TestTruck.World(environment, vehicles, handlers, transaction));
        exceedTwice();

        device(truck.siteId());

        assertThat(truck.cases(officer)).isEmpty();
    }

    @Test
    void aUnitThatMovedOnMeasuredWhereItStoodThen() {
        device(site("410803", true));

        assertThat(openCase().get("areaCode").asString()).isEqualTo("410802");
    }

    @Test
    void anUpheldObjectionWithdrawsWhatWasConfirmed() {
        JsonNode opened = openCase();
        confirm(opened);
        assertThat(only().get("nextActions").size()).isZero();
        Http third = officer();
        assertThat(truck.cases(third).get(0).get("nextActions").get(0).asString())
                .isEqualTo("DISMISS");

        Http.Answer answer = review(third, opened, "DISMISS", "异议成立：套牌");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(only().get("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(only().get("lock").asString()).isEqualTo("LIFTED");
        assertThat(only().get("referral").asString()).isEqualTo("WITHDRAWN");
        assertThat(only().get("closeReason").asString()).isEqualTo("异议成立：套牌");
        assertThat(feed().get(1).toString()).contains("WITHDRAWAL", "异议成立：套牌");
        truck.measured("E3", now.minus(Duration.ofHours(1)), 44);
        assertThat(truck.cases(officer)).as("its measurements are rejected").hasSize(1);
    }

    @Test
    void aClonedPlateThatPoliceFoundIsStoppedNoLonger() {
        confirm(openCase());
        String referralNo = referralNo();

        Http.Answer answer = police().post(
                        "/api/v1/police/referrals/" + referralNo + "/receipts",
                        "{\"receiptNo\": \"R-1\", \"outcome\": \"REJECTED\", \"code\": \"STOLEN_OR_CLONED\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(only().get("lock").asString()).isEqualTo("LIFTED");
        assertThat(only().get("referral").asString()).isEqualTo("REJECTED");
        assertThat(officer.get("/api/v1/blacklist?state=LOCKED&number=" + truck.encodedNumber())
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void aRejectionThatDoubtsNoEvidenceLeavesTheLock() {
        confirm(openCase());

        police().post(
                        "/api/v1/police/referrals/" + referralNo() + "/receipts",
                        "{\"receiptNo\": \"R-1\", \"outcome\": \"REJECTED\", \"code\": \"DUPLICATE\"}");

        assertThat(only().get("lock").asString()).isEqualTo("LOCKED");
    }

    @Test
    void policeGetWhatWasSignedAndNoLaterMovement() throws IOException, InterruptedException {
        confirm(openCase());
        truck.measured("E3", now.minus(Duration.ofHours(1)), 44);
        assertThat(only().get("findings")).hasSize(3);

        assertThat(evidence())
                .filteredOn(name -> name.startsWith("passes/"))
                .hasSize(2)
                .noneMatch(name -> name.contains("E3"));
        assertThat(evidence())
                .filteredOn(name -> name.startsWith("calibrations/"))
                .hasSize(2);
    }

    private List<String> evidence() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + environment.getRequiredProperty("local.server.port") + "/api/v1/police/referrals/"
                        + referralNo() + "/evidence.zip"))
                .header("Authorization", "Bearer " + police().token())
                .build();
        byte[] answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void noCaseNumberIsGivenOutAgainAfterARestore() {
        long before = caseNumber();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into issuer_epoch (epoch, reason) values (35, 'restored')")
                    .update();
            status.setRollbackOnly();
        });

        assertThat(caseNumber()).isGreaterThan(before + 1_000_000);
    }

    private long caseNumber() {
        return jdbc.sql("select nextval('case_number')").query(Long.class).single();
    }

    private JsonNode openCase() {
        exceedTwice();
        return only();
    }

    private void exceedTwice() {
        truck.measured("E1", now.minus(Duration.ofDays(9)), 34.1);
        truck.measured("E2", now.minus(Duration.ofDays(2)), 41.5);
    }

    private JsonNode only() {
        List<JsonNode> cases = truck.cases(officer);
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    private void confirm(JsonNode opened) {
        for (Http each : List.of(officer, officer())) {
            Http.Answer answer = review(each, opened, "CONFIRM", "属实");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Http.Answer review(Http officer, JsonNode of, String decision, String reason) {
        return officer.post(
                "/api/v1/cases/" + of.get("caseId").asString() + "/reviews",
                "{\"decision\": \"" + decision + "\", \"reason\": \"" + reason + "\"}");
    }

    private String site(String areaCode, boolean published) {
        String siteId = "S-" + UUID.randomUUID().toString().substring(0, 8);
        post("/api/v1/sites", site(siteId, areaCode, published));
        return siteId;
    }

    private static String site(String siteId, String areaCode, boolean published) {
        return """
                {"siteId": "%s", "name": "南环路", "areaCode": "%s", "longitude": 113.24, "latitude": 35.21,
                 "published": %s}""".formatted(siteId, areaCode, published);
    }

    private void device(String siteId) {
        post("/api/v1/devices", """
                {"deviceNo": "%s", "kind": "RS_MOBILE", "areaCode": "410802", "siteId": "%s", "certificateNo": "JL-1"}
                """.formatted(truck.deviceNo, siteId));
    }

    private void post(String path, String json) {
        Http.Answer answer = Http.asAdministrator(environment).post(path, json);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private Http officer() {
        return Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410800");
    }

    private Http police() {
        return Http.withToken(environment, "police", "POLICE", "410800");
    }

    /** The items of the police's feed that name the truck. */
    private List<JsonNode> feed() {
        return police().get("/api/v1/police/referrals?limit=1000")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.at("/plate/number").asString().equals(truck.number))
                .toList();
    }

    private String referralNo() {
        return feed().get(0).get("referralNo").asString();
    }
}
