package io.plumewatch.enforcement.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of people and systems. */
@Repository
class Tokens implements TokenHashes {

    private static final String INSERT = """
            insert into token (token_id, sha256, person, roles, area_codes, created_at, created_by)
            values (:tokenId, :sha256, :person, :roles, :areaCodes, :createdAt, :createdBy)
            on conflict (sha256) do nothing
            """;

    private static final String REVOKE = """
            update token set revoked_at = :at where token_id = :tokenId and revoked_at is null returning sha256
            """;

    private static final String SELECT = "select token_id, sha256, person, roles, area_codes from token ";
    private static final String BY_SHA256 = SELECT + "where sha256 = :sha256 and revoked_at is null";
    private static final String BY_ID = SELECT + "where token_id = :tokenId and revoked_at is null";
    private static final String ALL = SELECT + "where revoked_at is null";
    private static final String ANY = "select exists (select from token where revoked_at is null)";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Tokens(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Keeps a token; does nothing when its secret is known already, even as a revoked one. */
    @Transactional
    String add(String secret, String person, Set<Role> roles, Areas areas, String createdBy) {
        String tokenId = "T" + Secrets.random().substring(0, 16);
        String sha256 = Secrets.sha256(secret);
        jdbc.sql(INSERT)
                .param("tokenId", tokenId)
                .param("sha256", sha256)
                .param("person", person)
                .param("roles", roles.stream().map(Role::name).sorted().toArray(String[]::new))
                .param("areaCodes", areas.codes().stream().sorted().toArray(String[]::new))
                .param("createdAt", now())
                .param("createdBy", createdBy)
                .update();
        events.publishEvent(new TokenChanged(sha256));
        return tokenId;
    }

    /** Ends a token for good; false when there is no such live one. */
    @Transactional
    boolean revoke(String tokenId) {
        Optional<String> sha256 = jdbc.sql(REVOKE)
                .param("at", now())
                .param("tokenId", tokenId)
                .query(String.class)
                .optional();
        sha256.map(TokenChanged::new).ifPresent(events::publishEvent);
        return sha256.isPresent();
    }

    Optional<Caller> byId(String tokenId) {
        return jdbc.sql(BY_ID).param("tokenId", tokenId).query(Tokens::caller).optional();
    }

    Optional<Caller> bySecret(String secret) {
        return jdbc.sql(BY_SHA256)
                .param("sha256", Secrets.sha256(secret))
                .query(Tokens::caller)
                .optional();
    }

    boolean any() {
        return jdbc.sql(ANY).query(Boolean.class).single();
    }

    @Override
    public Optional<TokenHash> bySha256(String sha256) {
        return jdbc.sql(BY_SHA256).param("sha256", sha256).query(Tokens::hash).optional();
    }

    @Override
    public List<TokenHash> all() {
        return jdbc.sql(ALL).query(Tokens::hash).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static TokenHash hash(ResultSet row, int number) throws SQLException {
        return new TokenHash(row.getString("sha256"), caller(row, number));
    }

    private static Caller caller(ResultSet row, int number) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(row.getArray("roles")).stream().map(Role::valueOf).forEach(roles::add);
        return new Caller(
                row.getString("token_id"),
                row.getString("person"),
                Set.copyOf(roles),
                new Areas(Set.copyOf(texts(row.getArray("area_codes")))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
