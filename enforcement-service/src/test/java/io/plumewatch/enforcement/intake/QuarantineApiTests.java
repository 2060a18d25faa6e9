package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.Streams;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An administrator sees what waits, takes it along, and lets it take effect through the real handlers. */
@EnforcementTest
class QuarantineApiTests {

    @Autowired
    Environment environment;

    @Autowired
    RejectedEntries rejected;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String reason = "MENDED_" + suffix;
    private final String key = "Q-" + suffix + "/p1";

    @Test
    void aParkedPassIsListedExportedAndTakesEffectOnce() {
        park();
        Http admin = Http.asAdministrator(environment);

        Http.Answer listed = admin.get("/api/v1/quarantine?reason=" + reason);
        assertThat(listed.at("/items/0/state")).isEqualTo("PARKED");
        String id = listed.at("/items/0/id");
        Http.Answer exported = admin.get("/api/v1/quarantine/export?reason=" + reason);
        assertThat(exported.at("/items/0/fields/gateway"))
                .isEqualTo(Base64.getEncoder().encodeToString("test-gateway".getBytes(UTF_8)));
        assertThat(exported.at("/items/0/fields/entry")).isNotEmpty();

        Http.Answer applied = admin.post(
                "/api/v1/quarantine/reinject", "{\"reason\": \"" + reason + "\", \"gateway\": \"test-gateway\"}");
        assertThat(applied.at("/counts/APPLIED")).as(applied.body()).isEqualTo("1");
        assertThat(admin.post("/api/v1/quarantine/" + id + "/reinject", "{}").at("/outcome"))
                .isEqualTo("SETTLED");
        assertThat(passes()).isOne();
        assertThat(admin.get("/api/v1/quarantine?reason=" + reason).at("/items/0/state"))
                .isEqualTo("REINJECTED");
    }

    @Test
    void aCursorIsANumberThatAListGaveOut() {
        Http admin = Http.asAdministrator(environment);

        for (String wrong : List.of("18446744073709551615", "-5", "x")) {
            assertThat(admin.get("/api/v1/quarantine?after=" + wrong).at("/code"))
                    .as(wrong)
                    .isEqualTo("INVALID_CURSOR");
            assertThat(Http.withToken(environment, "officer " + suffix, "OFFICER", "410802")
                            .get("/api/v1/blacklist?after=" + wrong)
                            .at("/code"))
                    .as(wrong)
                    .isEqualTo("INVALID_CURSOR");
        }
    }

    /** Each row that is locked is written; a unit that is refused once a second must not write a thousand. */
    @Test
    void whatIsKeptOfADevicesRefusalsIsNotTouchedByTheNext() {
        jdbc.sql("""
                insert into rejected_entry (stream, entry_id, entry_key, kind, device, received_at, reason, payload,
                                            payload_sha256, build)
                select 'sightings:0', n || '-0', 'SIGHTING ' || :device || '/' || n, 'SIGHTING', :device, now(), 'AGAIN', '',
                       n, 'test'
                  from generate_series(1, 1005) n
                """).param("device", "RS-" + suffix).update();

        transaction.executeWithoutResult(status -> rejected.reject(
                new StoredEntry(
                        "sightings:0",
                        "9999-0",
                        TestLog.entry(
                                EntryKind.SIGHTING, "RS-" + suffix, "RS-" + suffix + "/x", Instant.now(), new byte[1])),
                "AGAIN",
                "passId",
                "another"));

        assertThat(jdbc.sql(
                                "select count(*), count(*) filter (where xmax <> 0) from rejected_entry where device = :device")
                        .param("device", "RS-" + suffix)
                        .query((row, n) -> row.getInt(1) + " kept, " + row.getInt(2) + " locked")
                        .single())
                .isEqualTo("1000 kept, 0 locked");
    }

    @Test
    void nobodyElseMayAndUnknownIdsStreamsAndReasonsAreNamed() {
        Http admin = Http.asAdministrator(environment);
        Http officer = Http.withToken(environment, "officer " + suffix, "OFFICER", "410802");

        assertThat(officer.post("/api/v1/quarantine/reinject", "{\"reason\": \"X\"}")
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/api/v1/quarantine/export?reason=X").status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/quarantine/999999999/reinject", "{}").status())
                .isEqualTo(404);
        assertThat(admin.post("/api/v1/quarantine/reinject", "{}").at("/errors/0/field"))
                .isEqualTo("reason");
        assertThat(admin.post("/api/v1/quarantine/reread", "{\"stream\": \"nonsense\"}")
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/quarantine/reread", "{\"stream\": \"evidence\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("/api/v1/quarantine/dismiss", "{\"reason\": \"" + reason + "\"}")
                        .at("/dismissed"))
                .isEqualTo("0");
    }

    @Test
    void whatBelongsToNoAreaIsForThoseWhoseAreasHoldEveryDevice() {
        Scene.of(jdbc);
        park();
        Http admin = Http.withToken(environment, "administrator of another city", "ADMIN", "410200");

        assertThat(admin.get("/api/v1/quarantine?reason=" + reason).json().path("items"))
                .isEmpty();
        assertThat(admin.get("/api/v1/quarantine/export?reason=" + reason)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(admin.post("/api/v1/quarantine/dismiss", "{\"reason\": \"" + reason + "\"}")
                        .at("/dismissed"))
                .isEqualTo("0");
        assertThat(admin.post("/api/v1/quarantine/reread", "{\"stream\": \"evidence\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/api/v1/issuer-epochs", "{\"reason\": \"not mine\"}")
                        .status())
                .isEqualTo(403);
    }

    private void park() {
        String pass = """
                {"passId": "p1", "measuredAt": "%s", "plate": {"number": "豫H%s"}}""".formatted(Instant.now(), suffix.substring(0, 5).toUpperCase(Locale.ROOT));
        var entry = TestLog.entry(EntryKind.PASS, "Q-" + suffix, key, Instant.now(), pass.getBytes(UTF_8));
        transaction.executeWithoutResult(status ->
                rejected.park(new StoredEntry(Streams.EVIDENCE, "7-" + suffix.hashCode(), entry), reason, "", ""));
    }

    private long passes() {
        return jdbc.sql("select count(*) from pass where pass_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }
}
