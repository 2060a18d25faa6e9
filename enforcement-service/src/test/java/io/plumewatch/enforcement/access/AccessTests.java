package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Who gets in, who does not, and what is said to them. */
@EnforcementTest
class AccessTests {

    private static final String A_TOKEN = """
            {"person": "somebody", "roles": ["CREW"], "areaCodes": ["410800"]}""";

    @Autowired
    Environment environment;

    @Test
    void makesATokenThatIsShownOnceAndWorksUntilItIsRevoked() {
        Http.Answer made = admin().post("/api/v1/tokens", """
                {"person": "second administrator", "roles": ["ADMIN"], "areaCodes": ["410000"]}""");
        assertThat(made.status()).isEqualTo(201);
        Http second = Http.as(environment, made.at("/token"));

        assertThat(second.post("/api/v1/tokens", A_TOKEN).status()).isEqualTo(201);

        assertThat(admin().delete("/api/v1/tokens/" + made.at("/tokenId")).status())
                .isEqualTo(204);
        assertThat(second.post("/api/v1/tokens", A_TOKEN).status()).isEqualTo(401);
        assertThat(admin().delete("/api/v1/tokens/" + made.at("/tokenId")).status())
                .isEqualTo(404);
    }

    @Test
    void answersWrongCredentialsWithAProblem() {
        Http.Answer answer = Http.as(environment, "wrong").post("/api/v1/tokens", A_TOKEN);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.at("/code")).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void answersMissingCredentialsAndWrongRoles() {
        Http crew = Http.withToken(environment, "crew of access", "CREW", "410800");

        assertThat(Http.as(environment, "").post("/api/v1/tokens", A_TOKEN).status())
                .isEqualTo(401);
        assertThat(crew.post("/api/v1/tokens", A_TOKEN).status()).isEqualTo(403);
        assertThat(crew.post("/api/v1/tokens", A_TOKEN).at("/code")).isEqualTo("ROLE_REQUIRED");
        assertThat(crew.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(admin().get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(Http.as(environment, "").get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void namesEveryWrongField() {
        Http.Answer answer = admin().post("/api/v1/tokens", """
                {"roles": ["KING"], "areaCodes": ["4108"]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("field"))
                .containsExactly("person", "roles", "areaCodes");
    }

    @Test
    void refusesCredentialsInAQueryStringWhoeverSendsThem() {
        for (String parameter : new String[] {"token", "access_token", "Authorization", "to%6ben"}) {
            assertThat(admin().get("/api/v1/sites?" + parameter + "=x").at("/code"))
                    .as(parameter)
                    .isEqualTo("CREDENTIALS_IN_URL");
        }
    }

    @Test
    void answersUnknownPathsMethodsAndBrokenJsonAsProblems() {
        assertThat(admin().get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(admin().get("/api/v1/nothing").at("/code")).isEqualTo("NOT_FOUND");
        assertThat(admin().delete("/api/v1/tokens").status()).isEqualTo(405);
        assertThat(admin().post("/api/v1/tokens", "{\"person\":").at("/code")).isEqualTo("INVALID_JSON");
        assertThat(admin().post("/api/v1/tokens", "").status()).isEqualTo(400);
        assertThat(admin().post("/api/v1/tokens", "[]").status()).isEqualTo(400);
    }

    @Test
    void keepsAnswersOfTheApiOutOfCachesAndFrames() {
        Http.Answer answer = admin().get("/api/v1/nothing");

        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
