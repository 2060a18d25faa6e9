package io.plumewatch.enforcement.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * The answers to writes that carried a key, for a day. An answer may hold a new secret, so it is sealed with the
 * credential of the first request, which we do not keep: a stolen table opens nothing.
 */
@Repository
class IdempotentAnswers {

    private static final Duration KEPT_FOR = Duration.ofDays(1);

    /** Waits for another request with the same key that is still at work. */
    private static final String TAKE = """
            insert into idempotent_answer (person, key_sha256, request_sha256, status, body, created_at)
            values (:person, :key, :request, 0, '', :now)
            on conflict do nothing
            """;

    private static final String KEEP = """
            update idempotent_answer set status = :status, content_type = :contentType, body = :body
             where person = :person and key_sha256 = :key
            """;

    private static final String FIND = """
            select request_sha256, status, content_type, body
              from idempotent_answer
             where person = :person and key_sha256 = :key
            """;

    private static final String FORGET = "delete from idempotent_answer where created_at < :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Claim claim(RepeatableRequest request, String key) {
        Caller caller = CurrentCaller.get().orElseThrow(Refusal::unauthenticated);
        return new Claim(caller.person(), Secrets.sha256(key), hash(request), key + "\0" + credential(request));
    }

    /** Takes the key for this request; false if it was taken before. */
    boolean take(Claim claim) {
        return jdbc.sql(TAKE)
                        .param("person", claim.person())
                        .param("key", claim.keySha256())
                        .param("request", claim.requestSha256())
                        .param("now", now())
                        .update()
                == 1;
    }

    void keep(Claim claim, Answer answer) {
        jdbc.sql(KEEP)
                .param("person", claim.person())
                .param("key", claim.keySha256())
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("body", Seal.close(answer.body(), claim.sealedBy()))
                .update();
    }

    /** Returns the answer to the first request with this key; refuses if that request was another one. */
    Optional<Answer> find(Claim claim) {
        record Row(String requestSha256, Answer sealed) {}
        return jdbc.sql(FIND)
                .param("person", claim.person())
                .param("key", claim.keySha256())
                .query((row, number) -> new Row(
                        row.getString("request_sha256"),
                        new Answer(row.getInt("status"), row.getString("content_type"), row.getBytes("body"))))
                .optional()
                .map(row -> {
                    if (!row.requestSha256().equals(claim.requestSha256())) {
                        throw Refusal.conflict(
                                "IDEMPOTENCY_KEY_REUSED",
                                "this Idempotency-Key belongs to another request of yours; use a new one");
                    }
                    return open(row.sealed(), claim);
                });
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOld() {
        jdbc.sql(FORGET).param("before", now().minus(KEPT_FOR)).update();
    }

    private static Answer open(Answer sealed, Claim claim) {
        byte[] body = Seal.open(sealed.body(), claim.sealedBy())
                .orElseThrow(() -> Refusal.conflict(
                        "IDEMPOTENCY_KEY_OTHER_CREDENTIAL",
                        "the answer can be repeated only to the token or session of the first request"));
        return new Answer(sealed.status(), sealed.contentType(), body);
    }

    private static String hash(RepeatableRequest request) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(
                (request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(request.body());
        return HexFormat.of().formatHex(Secrets.sha256(content.toByteArray()));
    }

    private static String credential(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null
                ? authorization
                : SessionCookie.read(request).orElse("");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * A request that wants to be the only one with its key.
     *
     * @param sealedBy what the answer is sealed with; never stored
     */
    record Claim(String person, String keySha256, String requestSha256, String sealedBy) {}

    /** An answer as it went out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, @Nullable String contentType, byte[] body) {}
}
