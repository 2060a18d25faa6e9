package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same write with the same key takes effect once, and is answered the same each time. */
@EnforcementTest
class IdempotencyTests {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    private final String id = UUID.randomUUID().toString();
    private final String token = """
            {"person": "idempotent %s", "roles": ["CREW"], "areaCodes": ["410800"]}""".formatted(id);

    @Test
    void repeatsTheFirstAnswerSecretsIncluded() {
        Http.Answer first = admin().post("/api/v1/tokens", token, KEY, id);
        Http.Answer second = admin().post("/api/v1/tokens", token, KEY, id);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(tokensMade()).isOne();
    }

    @Test
    void ofManyAtTheSameTimeOneTakesEffect() {
        List<String> bodies = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> admin().post("/api/v1/tokens", token, KEY, id).body())
                .toList();

        assertThat(bodies).containsOnly(bodies.get(0)).first().asString().contains("tokenId");
        assertThat(tokensMade()).isOne();
    }

    @Test
    void refusesTheKeyForAnotherRequestAndAnotherCredential() {
        admin().post("/api/v1/tokens", token, KEY, id);

        Http.Answer other = admin().post("/api/v1/tokens", token.replace("CREW", "POLICE"), KEY, id);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");

        Http samePerson = Http.withToken(environment, "administrator", "ADMIN", "410000");
        assertThat(samePerson.post("/api/v1/tokens", token, KEY, id).at("/code"))
                .isEqualTo("IDEMPOTENCY_KEY_OTHER_CREDENTIAL");

        Http otherPerson = Http.withToken(environment, "other " + id, "ADMIN", "410000");
        assertThat(otherPerson.post("/api/v1/tokens", token, KEY, id).status()).isEqualTo(201);
    }

    @Test
    void keepsNoRefusal() {
        assertThat(admin().post("/api/v1/tokens", "{}", KEY, id).status()).isEqualTo(400);
        assertThat(admin().post("/api/v1/tokens", token, KEY, id).status()).isEqualTo(201);
        assertThat(admin().post("/api/v1/tokens", token, KEY, "x".repeat(256)).status())
                .isEqualTo(400);
    }

    @Test
    void storesNoAnswerInTheClear() {
        String secret = admin().post("/api/v1/tokens", token, KEY, id).at("/token");

        byte[] stored = jdbc.sql("select body from idempotent_answer where key_sha256 = ?")
                .param(Secrets.sha256(id))
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }

    private int tokensMade() {
        return jdbc.sql("select count(*) from token where person = ?")
                .param("idempotent " + id)
                .query(Integer.class)
                .single();
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
