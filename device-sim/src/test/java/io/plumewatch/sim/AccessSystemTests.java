package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the enforcement-service what. */
@ExtendWith(CityExtension.class)
class AccessSystemTests {

    private final TestCity city;

    AccessSystemTests(TestCity city) {
        this.city = city;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/cases",
                "/api/v1/alerts?checkpoint=X",
                "/api/v1/police/referrals",
                "/api/v1/sites",
                "/api/v1/quarantine",
                "/actuator/prometheus"
            })
    void asksForCredentials(String path) {
        assertThat(city.stranger().get(path).status()).isEqualTo(401);
        assertThat(city.service("a-token-that-nobody-ever-made-0123456789")
                        .get(path)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/police/referrals, OFFICER",
        "/api/v1/police/referrals, CREW",
        "/api/v1/cases, POLICE",
        "/api/v1/cases, CREW",
        "/api/v1/alerts?checkpoint=X, POLICE"
    })
    void refusesTheWrongRole(String path, String role) {
        Caller caller = city.person("role-" + role, role, Roadside.AREA);

        assertThat(caller.get(path).status()).isEqualTo(403);
    }

    @Test
    void refusesTheWrongRoleForWrites() {
        assertThat(city.crew().post("/api/v1/sites", Map.of("siteId", "X")).status())
                .isEqualTo(403);
        assertThat(city.officer(0)
                        .post(
                                "/api/v1/tokens",
                                Map.of("person", "x", "roles", List.of("ADMIN"), "areaCodes", List.of()))
                        .status())
                .isEqualTo(403);
        assertThat(city.police().post("/api/v1/cases/any/reviews", Map.of()).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void refusesATokenInTheQueryString(String parameter) {
        String token = "a-token-that-would-end-in-every-log-0123456789";

        assertThat(city.stranger()
                        .get("/api/v1/cases?" + parameter + "=" + token)
                        .status())
                .isEqualTo(400);
        assertThat(city.officer(0)
                        .get("/api/v1/cases?" + parameter + "=" + token)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%21%21", "-1", "1e9", "99999999999999999999999", "abc%00", "%E8%B1%AB"})
    void refusesACursorThatIsNone(String cursor) {
        assertThat(city.police().get("/api/v1/police/referrals?after=" + cursor).problem())
                .isEqualTo("400 INVALID_CURSOR");
        assertThat(city.crew()
                        .get("/api/v1/alerts?checkpoint=AREA-410800&after=" + cursor)
                        .problem())
                .isEqualTo("400 INVALID_CURSOR");
    }

    @Test
    void startsAFeedAtItsBeginningAndAlwaysSaysWhereItStands() {
        var first = city.police().get("/api/v1/police/referrals").ok();
        var again = city.police().get("/api/v1/police/referrals?after=").ok();

        assertThat(first.path("next").isNull()).isFalse();
        assertThat(again.path("next")).isEqualTo(first.path("next"));
    }

    @Test
    void forgetsARevokedToken() {
        var made = city.admin()
                .post(
                        "/api/v1/tokens",
                        Map.of("person", "gone", "roles", List.of("OFFICER"), "areaCodes", List.of(Roadside.AREA)))
                .ok();
        Caller gone = city.service(made.required("token").stringValue());
        assertThat(gone.get("/api/v1/cases").status()).isEqualTo(200);

        assertThat(city.admin()
                        .delete("/api/v1/tokens/" + made.required("tokenId").asString())
                        .status())
                .isIn(200, 204);

        assertThat(gone.get("/api/v1/cases").status()).isEqualTo(401);
    }

    @Test
    void namesTheFieldsOfABrokenRequest() {
        var answer = city.admin().post("/api/v1/sites", Map.of("siteId", "S-BAD", "areaCode", "Jiaozuo"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("field")).contains("name", "areaCode");
        assertThat(city.admin().post("/api/v1/sites", "{").status()).isEqualTo(400);
    }

    @Test
    void answersProblemsAsProblems() {
        var answer = city.police().get("/api/v1/police/referrals?after=%21%21");

        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("title").asString()).isNotBlank();
    }
}
