package io.plumewatch.enforcement.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The offsets in PostgreSQL, and the gaps that were found in the log. */
@Repository
class Offsets {

    private static final String CREATE = """
            insert into stream_offset (stream) values (:stream) on conflict do nothing
            """;

    private static final String READ = """
            select stream, epoch, last_id, entries from stream_offset where stream = :stream
            """;

    /**
     * Whoever holds the row reads the stream; everybody else goes on with another one. An instance that hangs while it
     * holds the row loses its transaction, and what it had begun is undone.
     */
    private static final String TAKE = """
            select stream, epoch, last_id, entries,
                   set_config('idle_in_transaction_session_timeout', :hungAfter, true) as bounded
              from stream_offset
             where stream = :stream
               for update skip locked
            """;

    /** The same for one who waits his turn. */
    private static final String HOLD = READ + " for update";

    private static final String MOVE = """
            update stream_offset
               set epoch = :epoch, last_id = :lastId, entries = :entries, moved_at = now()
             where stream = :stream
            """;

    private static final String RECORD_GAP = """
            insert into log_gap (stream, kind, detail) values (:stream, :kind, :detail)
            """;

    private static final String GAPS = """
            select stream, kind, detail, detected_at from log_gap where detected_at >= :since order by gap_id desc limit 50
            """;

    private static final String FAILED_TRANSACTION = "25P02";

    private final JdbcClient jdbc;
    private final String hungAfter;

    Offsets(JdbcClient jdbc, IntakeSettings settings) {
        this.jdbc = jdbc;
        this.hungAfter = settings.hungAfter().toMillis() + "ms";
    }

    /** Reads where a stream stands; a stream that was never read stands at its start. */
    Offset read(String stream) {
        Optional<Offset> known =
                jdbc.sql(READ).param("stream", stream).query(Offsets::map).optional();
        return known.orElseGet(() -> {
            jdbc.sql(CREATE).param("stream", stream).update();
            return jdbc.sql(READ).param("stream", stream).query(Offsets::map).single();
        });
    }

    /** Takes the row until the transaction ends; empty when another transaction has it. */
    Optional<Offset> take(String stream) {
        return jdbc.sql(TAKE)
                .param("stream", stream)
                .param("hungAfter", hungAfter)
                .query(Offsets::map)
                .optional();
    }

    /** Takes the row until the transaction ends, waiting for whoever has it. */
    Offset hold(String stream) {
        read(stream);
        return jdbc.sql(HOLD).param("stream", stream).query(Offsets::map).single();
    }

    void move(Offset to) {
        jdbc.sql(MOVE)
                .param("stream", to.stream())
                .param("epoch", to.epoch())
                .param("lastId", to.lastId())
                .param("entries", to.entries())
                .update();
    }

    /** Returns whether the caller's connection still works, as one does whose transaction can only be rolled back. */
    boolean answers() {
        try {
            return jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (RuntimeException e) {
            return FAILED_TRANSACTION.equals(Outage.state(e));
        }
    }

    void recordGap(String stream, LogGap.Kind kind, String detail) {
        jdbc.sql(RECORD_GAP)
                .param("stream", stream)
                .param("kind", kind.name())
                .param("detail", detail)
                .update();
    }

    /** Returns the newest gaps of the last days. */
    List<LogGap> gaps(Instant now, Duration back) {
        return jdbc.sql(GAPS)
                .param("since", now.minus(back).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new LogGap(
                        row.getString("stream"),
                        LogGap.Kind.valueOf(row.getString("kind")),
                        row.getString("detail"),
                        row.getObject("detected_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Offset map(ResultSet row, int n) throws SQLException {
        return new Offset(
                row.getString("stream"), row.getString("epoch"), row.getString("last_id"), row.getLong("entries"));
    }
}
