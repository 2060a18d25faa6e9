package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.CaseWithdrawn;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From the last review to the police's receipts, and back. */
@EnforcementTest
class ReferralTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FEED = "/api/v1/police/referrals";

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Cases cases;

    @Autowired
    Blacklist blacklist;

    private Scene scene;
    private Http police;

    @BeforeEach
    void confirmACase() {
        scene = Scene.of(jdbc);
        scene.confirmedCase(Instant.now().plus(15, ChronoUnit.DAYS));
        police = Http.withToken(environment, "police", "POLICE", Scene.AREA);
    }

    @Test
    void locksAndRefersTogether() {
        confirm();

        EnforcementCase confirmed = cases.find(scene.caseId()).orElseThrow();
        assertThat(confirmed.lock()).isEqualTo(EnforcementCase.LockState.LOCKED);
        assertThat(confirmed.referral()).isEqualTo(EnforcementCase.ReferralState.ISSUED);
        assertThat(blacklist.mayHold(scene.number())).isTrue();
        assertThat(openEntries()).isOne();

        JsonNode referral = items().get(0);
        assertThat(referral.at("/finding/measuredValue").doubleValue()).isEqualTo(34.1);
        assertThat(referral.at("/finding/priorFinding/measuredValue").doubleValue())
                .isEqualTo(33.5);
        assertThat(referral.at("/finding/priorFinding/siteId").stringValue()).isEqualTo(scene.siteId());
        assertThat(referral.at("/violationPlace/name").stringValue()).isEqualTo("焦作东");
        assertThat(referral.at("/device/certificateNo").stringValue()).isEqualTo("JL-1");
        assertThat(referral.path("evidence").size()).isEqualTo(2);
        assertThat(referral.path("reviews").size()).isEqualTo(2);
        assertThat(referral.toString()).doesNotContain("张三");
        assertSigned(referral);
        assertThat(police.get(FEED + "/" + referralNo() + "/document").body())
                .isEqualTo(new String(CanonicalJson.of(unsigned(referral)), UTF_8));
    }

    @Test
    void locksNothingWhenTheReferralFails() {
        jdbc.sql("""
                insert into referral (referral_no, source_no, case_id, vehicle_id, number, type, area_code, state,
                                      issued_at, kid, document, signature)
                select 'IN-THE-WAY-' || :case, right('0000000000000000' || :case, 16), :case, :vehicle, '', '', '', 'ISSUED',
                       now(), kid, '', '' from signing_key limit 1
                """)
                .param("case", scene.caseId())
                .param("vehicle", scene.vehicleId())
                .update();

        assertThatThrownBy(this::confirm).hasMessageContaining("referral_case_id_key");

        assertThat(openEntries()).isZero();
        assertThat(blacklist.mayHold(scene.number())).isFalse();
        assertThat(items()).isEmpty();
        assertThat(cases.find(scene.caseId()).orElseThrow().lock()).isEqualTo(EnforcementCase.LockState.NONE);
    }

    @Test
    void withdrawsWhatLostItsGround() {
        confirm();
        transactions.executeWithoutResult(status -> events.publishEvent(new CaseWithdrawn(
                cases.find(scene.caseId()).orElseThrow(), "MEASUREMENT_INVALID", "首次测量无效", Instant.now())));

        List<JsonNode> items = items();
        assertThat(items).hasSize(2);
        JsonNode withdrawal = items.get(1);
        assertThat(withdrawal.path("kind").stringValue()).isEqualTo("WITHDRAWAL");
        assertThat(withdrawal.path("referralNo")).isEqualTo(items.get(0).path("referralNo"));
        assertThat(withdrawal.path("reasonCode").stringValue()).isEqualTo("MEASUREMENT_INVALID");
        assertThat(withdrawal.at("/plate/number").stringValue()).isEqualTo(scene.number());
        assertSigned(withdrawal);
        assertThat(openEntries()).isZero();
        EnforcementCase withdrawn = cases.find(scene.caseId()).orElseThrow();
        assertThat(withdrawn.lock()).isEqualTo(EnforcementCase.LockState.LIFTED);
        assertThat(withdrawn.referral()).isEqualTo(EnforcementCase.ReferralState.WITHDRAWN);
        assertThat(receipt("W-1", "\"outcome\":\"ACCEPTED\"").at("/legalMoves/0"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void takesAReceiptOnceAndMovesAlongTheArrows() {
        confirm();

        assertThat(receipt("R-1", "\"outcome\":\"PENALIZED\"").at("/legalMoves/0"))
                .isEqualTo("ACCEPTED");
        assertThat(receipt("R-1", "\"outcome\":\"ACCEPTED\"").status()).isEqualTo(201);
        assertThat(receipt("R-1", "\"outcome\":\"ACCEPTED\"").status()).isEqualTo(200);
        assertThat(receipt("R-1", "\"outcome\":\"REJECTED\",\"code\":\"99\"").at("/code"))
                .isEqualTo("RECEIPT_REUSED");
        assertThat(receipt("R-2", "\"outcome\":\"REJECTED\"").at("/errors/0/field"))
                .isEqualTo("code");
        assertThat(receipt("R-3", "\"outcome\":\"PENALIZED\",\"decisionNo\":\"D-9\",\"amountYuan\":200")
                        .at("/state"))
                .isEqualTo("PENALIZED");
        assertThat(receipt("R-3", "\"outcome\":\"PENALIZED\",\"decisionNo\":\"D-9\",\"amountYuan\":200.0")
                        .status())
                .isEqualTo(200);
        assertThat(receipt("R-4", "\"outcome\":\"REJECTED\",\"code\":\"DUPLICATE\"")
                        .status())
                .isEqualTo(409);
        assertThat(cases.find(scene.caseId()).orElseThrow().referral())
                .isEqualTo(EnforcementCase.ReferralState.PENALIZED);
    }

    @Test
    void showsNothingToThePoliceOfAnotherCity() {
        confirm();
        Http kaifeng = Http.withToken(environment, "police-kaifeng", "POLICE", "410200");

        assertThat(kaifeng.get(FEED).body()).doesNotContain(scene.number());
        assertThat(kaifeng.get(FEED + "/" + referralNo() + "/document").status())
                .isEqualTo(404);
        assertThat(kaifeng.get(FEED + "/" + referralNo() + "/evidence.zip").status())
                .isEqualTo(404);
    }

    @Test
    void packsTheMeasurementsAsTheyWereReceived() throws IOException, InterruptedException {
        confirm();
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(evidence()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith("second.json")) {
                    assertThat(new String(zip.readAllBytes(), UTF_8)).contains("\"passId\":\"second\"", scene.number());
                }
                if (entry.getName().equals("manifest.json")) {
                    JsonNode manifest = JSON.readTree(zip.readAllBytes());
                    assertThat(manifest.path("files").size()).isEqualTo(4);
                    assertThat(manifest.path("missing").size()).isEqualTo(2);
                }
            }
        }
        assertThat(names)
                .contains("document.json", "document.jws", "manifest.json")
                .filteredOn(name -> name.startsWith("passes/"))
                .hasSize(2);
    }

    private void confirm() {
        transactions.executeWithoutResult(status ->
                events.publishEvent(new CaseConfirmed(cases.find(scene.caseId()).orElseThrow())));
    }

    private int openEntries() {
        return jdbc.sql("select count(*) from blacklist_entry where vehicle_id = :vehicle and lifted_at is null")
                .param("vehicle", scene.vehicleId())
                .query(Integer.class)
                .single();
    }

    private List<JsonNode> items() {
        var items = new ArrayList<JsonNode>();
        for (JsonNode item : police.get(FEED + "?limit=1000").json().path("items")) {
            if (item.at("/plate/number").stringValue().equals(scene.number())) {
                items.add(item);
            }
        }
        return items;
    }

    private String referralNo() {
        return jdbc.sql("select referral_no from referral where case_id = :case")
                .param("case", scene.caseId())
                .query(String.class)
                .single();
    }

    private Http.Answer receipt(String receiptNo, String rest) {
        return police.post(
                FEED + "/" + referralNo() + "/receipts", "{\"receiptNo\":\"" + receiptNo + "\"," + rest + "}");
    }

    private byte[] evidence() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + environment.getRequiredProperty("local.server.port") + FEED + "/" + referralNo()
                        + "/evidence.zip"))
                .header("Authorization", "Bearer " + police.token())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private void assertSigned(JsonNode item) {
        JsonNode keys = Http.as(environment, "").get("/.well-known/jwks.json").json();
        String signature = item.path("signature").stringValue();
        byte[] document = CanonicalJson.of(unsigned(item));
        assertThat(keys.path("keys"))
                .anyMatch(key -> DetachedJws.verifies(
                        document,
                        signature,
                        Ed25519Jwk.of(key.path("x").stringValue()).publicKey()));
    }

    private static JsonNode unsigned(JsonNode item) {
        ObjectNode unsigned = (ObjectNode) item.deepCopy();
        unsigned.remove("signature");
        return unsigned;
    }
}
