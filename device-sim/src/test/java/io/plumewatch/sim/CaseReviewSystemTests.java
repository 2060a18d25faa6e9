package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.Caller.Answer;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The two reviews of a case, and every way in which a third hand could spoil them. */
@ExtendWith(CityExtension.class)
class CaseReviewSystemTests {

    private final TestCity city;
    private Roadside site;
    private Exceedances exceedances;

    CaseReviewSystemTests(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void openACase() throws MqttException {
        site = Roadside.open(city);
        exceedances = Exceedances.of(city, site);
    }

    @AfterEach
    void closeTheSite() throws MqttException {
        site.close();
    }

    @Test
    void wantsTwoPersons() {
        assertThat(review(city.officer(0), exceedances.version()).status()).isEqualTo(200);

        assertThat(review(city.officer(0), version()).problem()).isEqualTo("409 SAME_REVIEWER");
        assertThat(caseNow().path("state").asString()).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void comparesPersonsAndNotTokens() {
        Caller once = city.person("officer-li", "OFFICER", Roadside.AREA);
        Caller again = city.person("officer-li", "OFFICER", Roadside.AREA);
        assertThat(review(once, exceedances.version()).status()).isEqualTo(200);

        assertThat(review(again, version()).problem()).isEqualTo("409 SAME_REVIEWER");
    }

    @Test
    void refusesAReviewOfAStaleVersion() {
        assertThat(review(city.officer(0), exceedances.version()).status()).isEqualTo(200);
        assertThat(version()).isGreaterThan(exceedances.version());

        assertThat(review(city.officer(1), exceedances.version()).problem()).isEqualTo("409 STALE_VERSION");
        assertThat(caseNow().path("reviews").size()).isEqualTo(1);
        assertThat(caseNow().path("state").asString()).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void hidesACaseFromTheOfficersOfAnotherCity() {
        Caller kaifeng = city.person("officer-kaifeng", "OFFICER", "410200");

        assertThat(review(kaifeng, exceedances.version()).status()).isEqualTo(404);
        assertThat(review(city.officer(0), "no-such-case", 1).status()).isEqualTo(404);
        assertThat(TestCity.all(kaifeng, "/api/v1/cases"))
                .noneMatch(found -> found.path("caseId").asString().equals(exceedances.caseId()));
        assertThat(caseNow().path("reviews").size()).isZero();
    }

    @Test
    void namesWhatABrokenReviewLacks() {
        Answer answer = city.officer(0).post(reviews(exceedances.caseId()), Map.of("decision", "PERHAPS"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("field")).contains("decision");
    }

    @Test
    void takesNoFurtherReviewOfAConfirmedCase() {
        assertThat(review(city.officer(0), exceedances.version()).status()).isEqualTo(200);
        assertThat(review(city.officer(1), version()).status()).isEqualTo(200);
        assertThat(caseNow().path("state").asString()).isEqualTo("CONFIRMED");

        Caller third = city.person("officer-third", "OFFICER", Roadside.AREA);
        assertThat(review(third, version()).status()).isEqualTo(409);
    }

    private Answer review(Caller officer, long version) {
        return review(officer, exceedances.caseId(), version);
    }

    private static Answer review(Caller officer, String caseId, long version) {
        return officer.post(reviews(caseId), Map.of("decision", "CONFIRM", "reason", "两次遥测均超标", "version", version));
    }

    private static String reviews(String caseId) {
        return "/api/v1/cases/" + caseId + "/reviews";
    }

    private JsonNode caseNow() {
        return city.caseNow(exceedances.caseId());
    }

    private long version() {
        return caseNow().required("version").asLong();
    }
}
