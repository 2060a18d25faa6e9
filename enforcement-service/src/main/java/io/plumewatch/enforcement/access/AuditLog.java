package io.plumewatch.enforcement.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit, as rows that are only ever added. */
@Repository
class AuditLog implements Audit {

    private static final String INSERT = """
            insert into audit (at, token_id, person, action, subject)
            values (:at, :tokenId, :person, :action, :subject)
            """;

    private static final String INSERT_ALL = """
            insert into audit (at, token_id, person, action, subject)
            select :at, :tokenId, :person, :action, subject
              from unnest(cast(:subjects as text[])) with ordinality as subjects (subject, position)
             order by position
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

    @Override
    public void recordAll(Caller caller, String action, Collection<String> subjects) {
        if (!subjects.isEmpty()) {
            jdbc.sql(INSERT_ALL)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("tokenId", caller.tokenId())
                    .param("person", caller.person())
                    .param("action", action)
                    .param("subjects", subjects.toArray(String[]::new))
                    .update();
        }
    }
}
