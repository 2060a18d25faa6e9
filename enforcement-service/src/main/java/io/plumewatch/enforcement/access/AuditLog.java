package io.plumewatch.enforcement.access;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit, as rows that are only ever added. */
@Repository
class AuditLog implements Audit {

    private static final String INSERT = """
            insert into audit (at, token_id, person, action, subject)
            values (:at, :tokenId, :person, :action, :subject)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void record(Caller caller, String action, String subject) {
        jdbc.sql(INSERT)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tokenId", caller.tokenId())
                .param("person", caller.person())
                .param("action", action)
                .param("subject", subject)
                .update();
    }
}
