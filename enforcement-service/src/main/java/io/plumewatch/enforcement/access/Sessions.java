package io.plumewatch.enforcement.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sessions of the pages. They lie in the database, so they outlive a restart and hold on every instance; they end with
 * their token.
 */
@Repository
class Sessions {

    /** A shift and the way home. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String INSERT =
            "insert into session (sha256, token_id, expires_at) values (:sha256, :tokenId, :expiresAt)";
    private static final String FIND = "select token_id from session where sha256 = :sha256 and expires_at > :now";
    private static final String DELETE = "delete from session where sha256 = :sha256 or expires_at <= :now";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Tokens tokens;

    Sessions(JdbcClient jdbc, Clock clock, Tokens tokens) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** Starts a session and returns its secret for the cookie. */
    String start(Caller caller) {
        String secret = Secrets.random();
        jdbc.sql(INSERT)
                .param("sha256", Secrets.sha256(secret))
                .param("tokenId", caller.tokenId())
                .param("expiresAt", now().plus(LIFETIME))
                .update();
        return secret;
    }

    Optional<Caller> find(String secret) {
        return jdbc.sql(FIND)
                .param("sha256", Secrets.sha256(secret))
                .param("now", now())
                .query(String.class)
                .optional()
                .flatMap(tokens::byId);
    }

    /** Ends the session, and clears away those that have run out. */
    void end(String secret) {
        jdbc.sql(DELETE)
                .param("sha256", Secrets.sha256(secret))
                .param("now", now())
                .update();
    }

    /** Returns the token that a page must send with its writes; only who can read the page can know it. */
    static String csrfToken(String sessionSecret) {
        return Secrets.sha256("csrf:" + sessionSecret);
    }

    static boolean isCsrfToken(String candidate, String sessionSecret) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8),
                csrfToken(sessionSecret).getBytes(StandardCharsets.UTF_8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
