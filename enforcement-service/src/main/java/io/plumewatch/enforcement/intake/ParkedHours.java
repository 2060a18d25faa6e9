package io.plumewatch.enforcement.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Bounds what is kept of telemetry and of entries that anybody may have made: so many and so much a stream, sender and
 * hour, and ten times that in thirty days. The rest is counted, and for as long as the log keeps it the stream can be
 * read again from the first of them.
 *
 * <p>Only transactions that hold the stream's offset write here, so nobody waits for anybody.
 */
@Repository
class ParkedHours {

    private static final int HOURS_IN_ALL = 10;

    private static final String ADD = """
            insert into parked_hour as h (stream, sender, hour, entries, bytes)
            values (:stream, :sender, date_trunc('hour', now()), 1, :bytes)
            on conflict (stream, sender, hour) do update set entries = h.entries + 1, bytes = h.bytes + :bytes
            """;

    private static final String HELD = """
            select coalesce(sum(entries) filter (where hour = date_trunc('hour', now())), 0) as hour_entries,
                   coalesce(sum(bytes) filter (where hour = date_trunc('hour', now())), 0) as hour_bytes,
                   coalesce(sum(entries), 0) as entries, coalesce(sum(bytes), 0) as bytes
              from parked_hour
             where stream = :stream and sender = :sender and hour > now() - interval '30 days'
            """;

    private static final String SPILL = """
            insert into parked_hour as h (stream, sender, hour, spilled, spill_epoch, spill_after, spill_passed)
            select :stream, :sender, date_trunc('hour', now()), 1, coalesce(cast(:epoch as text), stands.epoch),
                   coalesce(cast(:after as text), stands.last_id), coalesce(cast(:passed as bigint), stands.entries)
              from (values (cast(:stream as text))) as one (stream) left join stream_offset stands using (stream)
            on conflict (stream, sender, hour) do update
               set spilled = h.spilled + 1,
                   spill_epoch = case when h.reread_at is null and h.spill_epoch is not null
                                      then h.spill_epoch else excluded.spill_epoch end,
                   spill_after = case when h.reread_at is null and h.spill_epoch is not null
                                      then h.spill_after else excluded.spill_after end,
                   spill_passed = case when h.reread_at is null and h.spill_epoch is not null
                                       then h.spill_passed else excluded.spill_passed end,
                   reread_at = null
            """;

    private static final String SPILLED = """
            select stream, sum(spilled) as spilled from parked_hour where spilled > 0 and reread_at is null group by stream
            """;

    private static final String FIRST_SPILL = """
            select stream, spill_epoch, spill_after, spill_passed from parked_hour
             where stream = :stream and spilled > 0 and reread_at is null and spill_epoch = :epoch
             order by spill_passed limit 1
            """;

    private static final String SPILLED_OF = """
            select coalesce(sum(spilled), 0) from parked_hour where stream = :stream
            """;

    private static final String REREAD = """
            update parked_hour set reread_at = now()
             where stream = :stream and spilled > 0 and reread_at is null and spill_epoch is not null
            """;

    private static final String FORGET = "delete from parked_hour where hour < now() - interval '40 days'";

    private final JdbcClient jdbc;
    private final IntakeSettings settings;
    private final Counter spilled;

    ParkedHours(JdbcClient jdbc, IntakeSettings settings, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.settings = settings;
        spilled = Counter.builder("plumewatch.intake.spilled")
                .description("Entries without a valid seal or envelope that were counted and not kept")
                .register(metrics);
    }

    /**
     * Counts one entry and tells whether it may be kept.
     *
     * @param before the offset before the entry; null = where the stream stands, which in the transaction of a batch
     *     is before its first
     */
    boolean room(String stream, String sender, long bytes, @Nullable Offset before) {
        if (fits(stream, sender, bytes)) {
            jdbc.sql(ADD)
                    .param("stream", stream)
                    .param("sender", sender)
                    .param("bytes", bytes)
                    .update();
            return true;
        }
        spill(stream, sender, before);
        return false;
    }

    /** Counts an entry that is not kept. */
    void spill(String stream, String sender, @Nullable Offset before) {
        spilled.increment();
        jdbc.sql(SPILL)
                .param("stream", stream)
                .param("sender", sender)
                .param("epoch", before == null ? null : before.epoch())
                .param("after", before == null ? null : before.lastId())
                .param("passed", before == null ? null : before.entries())
                .update();
    }

    /** Returns how many entries were counted and not kept, by stream, and not read again since. */
    Map<String, Long> spilled() {
        return jdbc
                .sql(SPILLED)
                .query((row, n) -> Map.entry(row.getString("stream"), row.getLong("spilled")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns how many entries of a stream were ever counted and not kept. */
    long spilled(String stream) {
        return jdbc.sql(SPILLED_OF).param("stream", stream).query(Long.class).single();
    }

    /** Returns the offset before the first entry of a stream's present life that was not kept. */
    Optional<Offset> firstSpill(Offset now) {
        return jdbc.sql(FIRST_SPILL)
                .param("stream", now.stream())
                .param("epoch", now.epoch())
                .query((row, n) -> new Offset(
                        row.getString("stream"),
                        row.getString("spill_epoch"),
                        row.getString("spill_after"),
                        row.getLong("spill_passed")))
                .optional();
    }

    void reread(String stream) {
        jdbc.sql(REREAD).param("stream", stream).update();
    }

    void forgetOld() {
        jdbc.sql(FORGET).update();
    }

    private boolean fits(String stream, String sender, long bytes) {
        long most = settings.parkedEntries();
        long mostBytes = settings.parkedBytes();
        return jdbc.sql(HELD)
                .param("stream", stream)
                .param("sender", sender)
                .query((row, n) -> row.getLong("hour_entries") < most
                        && row.getLong("hour_bytes") + bytes <= mostBytes
                        && row.getLong("entries") < HOURS_IN_ALL * most
                        && row.getLong("bytes") + bytes <= HOURS_IN_ALL * mostBytes)
                .single();
    }
}
