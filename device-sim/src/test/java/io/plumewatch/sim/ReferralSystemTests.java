package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.rs.RsAck;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole way: two black passes over MQTT, two reviews, and the document that police can check by themselves. */
@ExtendWith(CityExtension.class)
class ReferralSystemTests {

    private final TestCity city;

    ReferralSystemTests(TestCity city) {
        this.city = city;
    }

    @Test
    void goesFromThePassToASignedReferralAndBackWithAReceipt() throws MqttException, GeneralSecurityException {
        try (Roadside site = Roadside.open(city)) {
            Exceedances exceedances = Exceedances.of(city, site);
            confirm(exceedances.caseId());

            JsonNode referral = awaitReferral(exceedances.truck());

            assertSaysWhatHappened(referral, exceedances, site);
            assertIsSigned(referral);
            assertTakesAReceiptOnce(referral.required("referralNo").asString());
            JsonNode confirmed = city.caseNow(exceedances.caseId());
            assertThat(confirmed.path("state").asString()).isEqualTo("CONFIRMED");
            assertThat(confirmed.path("lock").asString()).isEqualTo("LOCKED");
            assertThat(confirmed.path("referral").asString()).isEqualTo("ACCEPTED");
        }
    }

    @Test
    void hidesAReferralFromThePoliceOfAnotherCity() throws MqttException {
        try (Roadside site = Roadside.open(city)) {
            Exceedances exceedances = Exceedances.of(city, site);
            confirm(exceedances.caseId());
            String referralNo =
                    awaitReferral(exceedances.truck()).required("referralNo").asString();
            Caller kaifeng = city.person("police-kaifeng", "POLICE", "410200");

            assertThat(kaifeng.get("/api/v1/police/referrals/" + referralNo + "/document")
                            .status())
                    .isEqualTo(404);
            assertThat(kaifeng.post(
                                    "/api/v1/police/referrals/" + referralNo + "/receipts",
                                    Map.of("receiptNo", "K-1", "outcome", "ACCEPTED"))
                            .status())
                    .isEqualTo(404);
            assertThat(kaifeng.get("/api/v1/police/referrals").toString()).doesNotContain(referralNo);
        }
    }

    @Test
    void wakesALongPollWithTheReferral() throws MqttException {
        try (Roadside site = Roadside.open(city)) {
            Exceedances exceedances = Exceedances.of(city, site);
            String position = endOfFeed();
            var waiting = CompletableFuture.supplyAsync(
                    () -> city.police().get("/api/v1/police/referrals?wait=30&after=" + TestCity.encoded(position)));

            confirm(exceedances.caseId());

            JsonNode page = waiting.join().ok();
            assertThat(page.path("items").toString())
                    .contains(exceedances.truck().number());
        }
    }

    /** A clean pass between the two, which came late: they were not consecutive, and police must hear of it. */
    @Test
    void withdrawsAReferralThatALateCleanPassDissolves() throws MqttException, GeneralSecurityException {
        try (Roadside site = Roadside.open(city)) {
            Exceedances exceedances = Exceedances.of(city, site);
            confirm(exceedances.caseId());
            String referralNo =
                    awaitReferral(exceedances.truck()).required("referralNo").asString();

            Instant between = Instant.now().minus(Duration.ofHours(36));
            site.calibrate(between);
            PassDraft clean = PassDraft.of(exceedances.truck(), between).replayed();
            assertThat(site.send(clean).outcome()).isEqualTo(RsAck.Outcome.STORED);

            JsonNode withdrawal = Eventually.get(
                    "the withdrawal in the feed",
                    () -> referrals().stream()
                            .filter(item -> item.path("kind").asString().equals("WITHDRAWAL"))
                            .filter(item -> item.path("referralNo").asString().equals(referralNo))
                            .findFirst());
            assertThat(withdrawal.path("plate").path("number").asString())
                    .isEqualTo(exceedances.truck().number());
            assertThat(withdrawal.path("reasonCode").asString()).isNotBlank();
            assertThat(withdrawal.path("reason").asString()).isNotBlank();
            assertThat(withdrawal.path("withdrawnAt").asString()).isNotBlank();
            assertWithdrawalIsSigned(withdrawal);
            JsonNode withdrawn = city.caseNow(exceedances.caseId());
            assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWN");
            assertThat(withdrawn.path("referral").asString()).isEqualTo("WITHDRAWN");
            assertThat(withdrawn.path("lock").asString()).isIn("NONE", "LIFTED");
        }
    }

    /** Signed is the item without its signature, in the canonical form of RFC 8785: it has texts only. */
    private void assertWithdrawalIsSigned(JsonNode withdrawal) throws GeneralSecurityException {
        ObjectNode unsigned = (ObjectNode) withdrawal.deepCopy();
        unsigned.remove("signature");
        var sorted = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        byte[] payload = sorted.writeValueAsBytes(sorted.treeToValue(unsigned, Map.class));
        var jws = new DetachedJws(withdrawal.required("signature").stringValue());
        assertThat(jws.verifies(
                        payload, city.stranger().get("/.well-known/jwks.json").ok()))
                .isTrue();
    }

    private void confirm(String caseId) {
        for (int officer = 0; officer < 2; officer++) {
            var review = Map.of(
                    "decision", "CONFIRM",
                    "reason", "照片与数据一致",
                    "version", city.caseNow(caseId).required("version").asLong());
            city.officer(officer)
                    .post("/api/v1/cases/" + caseId + "/reviews", review)
                    .ok();
        }
    }

    private JsonNode awaitReferral(Truck truck) {
        return Eventually.get(
                "the referral in the feed",
                () -> referrals().stream()
                        .filter(item ->
                                item.path("plate").path("number").asString().equals(truck.number()))
                        .findFirst());
    }

    /** Returns the whole feed so far, page after page until one is empty. */
    private List<JsonNode> referrals() {
        var items = new ArrayList<JsonNode>();
        String after = "";
        while (true) {
            JsonNode page = city.police()
                    .get("/api/v1/police/referrals?limit=50&after=" + TestCity.encoded(after))
                    .ok();
            if (page.required("items").isEmpty()) {
                return items;
            }
            page.required("items").forEach(items::add);
            after = page.required("next").asString();
        }
    }

    private String endOfFeed() {
        String after = "";
        while (true) {
            JsonNode page = city.police()
                    .get("/api/v1/police/referrals?after=" + TestCity.encoded(after))
                    .ok();
            if (page.required("items").isEmpty()) {
                return page.required("next").asString();
            }
            after = page.required("next").asString();
        }
    }

    private static void assertSaysWhatHappened(JsonNode referral, Exceedances exceedances, Roadside site) {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.now(ZoneId.of("Asia/Shanghai")));
        assertThat(referral.path("kind").asString()).isEqualTo("REFERRAL");
        assertThat(referral.path("violationCode").asString()).isEqualTo("6063");
        assertThat(referral.path("referralNo").asString()).matches("6063-410800-[0-9]-[0-9]{8}-[0-9]{6}");
        assertThat(referral.path("sourceNo").asString()).matches("410800[0-9]{6}[0-9A-Z]{4}");
        assertThat(referral.path("referralNo").asString()).contains("-" + day + "-");
        assertThat(referral.path("plate"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"number\":\"%s\",\"type\":\"01\",\"color\":\"YELLOW\"}"
                                .formatted(exceedances.truck().number())));
        assertThat(referral.path("violationPlace").path("siteId").asString()).isEqualTo(site.siteId());
        assertThat(referral.path("violationPlace").path("areaCode").asString()).isEqualTo("410800");
        JsonNode finding = referral.path("finding");
        assertThat(finding.path("rule").asString()).isEqualTo("RS_TWO_CONSECUTIVE");
        assertThat(finding.path("pollutant").asString()).isEqualTo("OPACITY");
        assertThat(finding.path("measuredValue").asDouble()).isEqualTo(Exceedances.SECOND_OPACITY);
        assertThat(finding.path("limitValue").asDouble()).isEqualTo(30);
        assertThat(finding.path("limitVersion").asString()).isEqualTo("HJ845-2017");
        assertThat(finding.path("priorFinding").path("measuredValue").asDouble())
                .isEqualTo(Exceedances.FIRST_OPACITY);
        assertThat(referral.path("evidence").findValuesAsString("sha256"))
                .containsAll(exceedances.photos().stream().map(Photo::sha256).toList());
        assertThat(referral.path("device").path("deviceNo").asString()).isEqualTo(site.deviceNo());
        assertThat(referral.path("reviews").size()).isEqualTo(2);
        assertThat(referral.path("legalBasis").size()).isPositive();
    }

    private void assertIsSigned(JsonNode referral) throws GeneralSecurityException {
        byte[] document = city.police()
                .get("/api/v1/police/referrals/"
                        + referral.required("referralNo").asString() + "/document")
                .body();
        JsonNode keySet = city.stranger().get("/.well-known/jwks.json").ok();
        var jws = new DetachedJws(referral.required("signature").stringValue());

        assertThat(jws.header().path("alg").asString()).isEqualTo("EdDSA");
        assertThat(jws.verifies(document, keySet)).isTrue();
        byte[] forged = new String(document, UTF_8).replace("34.1", "44.1").getBytes(UTF_8);
        assertThat(forged).isNotEqualTo(document);
        assertThat(jws.verifies(forged, keySet)).isFalse();
        assertThat(keySet.toString()).doesNotContain("\"d\"");

        ObjectNode unsigned = (ObjectNode) referral.deepCopy();
        unsigned.remove("signature");
        JsonNode signed = JsonMapper.shared().readTree(document);
        assertThat(signed).isEqualTo(unsigned);
        assertKeysAreSorted(signed);
        assertThat(new String(document, UTF_8)).doesNotContain("\n", ": ", ", \"");
    }

    private static void assertKeysAreSorted(JsonNode node) {
        assertThat(node.propertyNames()).containsExactlyElementsOf(new TreeSet<>(node.propertyNames()));
        node.forEach(ReferralSystemTests::assertKeysAreSorted);
    }

    private void assertTakesAReceiptOnce(String referralNo) {
        String path = "/api/v1/police/referrals/" + referralNo + "/receipts";
        var receipt = Map.of("receiptNo", "R-" + referralNo, "outcome", "ACCEPTED");

        assertThat(city.police().post(path, receipt).status()).isIn(200, 201, 204);
        assertThat(city.police().post(path, receipt).status()).isIn(200, 201, 204);
        var other = Map.of("receiptNo", "R-" + referralNo, "outcome", "REJECTED", "code", "01");
        assertThat(city.police().post(path, other).status()).isEqualTo(409);
        assertThat(city.police()
                        .post(path, Map.of("receiptNo", "R2-" + referralNo, "outcome", "REJECTED"))
                        .status())
                .isEqualTo(400);
    }
}
