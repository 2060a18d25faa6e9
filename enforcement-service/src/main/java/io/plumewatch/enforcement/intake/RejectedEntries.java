package io.plumewatch.enforcement.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumewatch.wire.log.LogEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what was read and could not be used. */
@Repository
class RejectedEntries implements Rejections {

    static final String CODE_FAILED = "CODE_FAILED";

    /** Which code failed: a parked entry is tried again with a newer one. */
    private static final String BUILD = build();

    private static final char NUL = '\0';

    /** The character that stands for what cannot be shown. */
    private static final char SHOWN_NUL = '\uFFFD';

    private static final int LONGEST_TRACE = 8_000;

    /** Enough to see what a device does wrong, and a bound to what a broken one can fill. */
    static final int MOST_KEPT = 1_000;

    private static final String INSERT = """
            insert into rejected_entry (stream, entry_id, entry_key, kind, device, received_at, reason, field, expected,
                                        payload, payload_sha256, exception, build)
            values (:stream, :entryId, :entryKey, :kind, :device, :receivedAt, :reason, :field, :expected,
                    :payload, :payloadSha256, :exception, :build)
            on conflict (reason, entry_key, payload_sha256) do nothing
            """;

    /** Lanes may come to one device at once: each leaves alone what the other is dropping. */
    private static final String DROP_OLDEST = """
            delete from rejected_entry
             where rejected_id in (select rejected_id from rejected_entry
                                    where device = :device and reason = :reason
                                    order by rejected_id desc
                                   offset :most
                                      for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final Counter dropped;

    RejectedEntries(JdbcClient jdbc, MeterRegistry metrics) {
        this.jdbc = jdbc;
        dropped = Counter.builder("plumewatch.intake.rejected.dropped")
                .description("Rejected entries that fell off, because their device has newer ones of the reason")
                .register(metrics);
    }

    @Override
    public void reject(StoredEntry entry, String reason, String field, String expected) {
        insert(entry, reason, field, expected, null);
        dropped.increment(jdbc.sql(DROP_OLDEST)
                .param("device", text(entry.entry().device()))
                .param("reason", reason)
                .param("most", MOST_KEPT)
                .update());
    }

    /** Keeps an entry that we cannot take, with what happened. */
    void park(ReadEntry entry, String reason, @Nullable Throwable failure) {
        StoredEntry stored = entry.stored();
        if (stored != null) {
            insert(stored, reason, null, null, failure);
            return;
        }
        byte[] payload = entry.raw().fields().getOrDefault("payload", new byte[0]);
        jdbc.sql(INSERT)
                .param("stream", entry.raw().stream())
                .param("entryId", entry.id())
                .param("entryKey", entry.raw().stream() + "/" + entry.id())
                .param("kind", null)
                .param("device", null)
                .param("receivedAt", idTime(entry.id()).atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("field", null)
                .param("expected", text(entry.problem()))
                .param("payload", payload)
                .param("payloadSha256", sha256(payload))
                .param("exception", null)
                .param("build", BUILD)
                .update();
    }

    private void insert(
            StoredEntry stored,
            String reason,
            @Nullable String field,
            @Nullable String expected,
            @Nullable Throwable failure) {
        LogEntry entry = stored.entry();
        jdbc.sql(INSERT)
                .param("stream", stored.stream())
                .param("entryId", stored.id())
                .param("entryKey", text(entry.kind() + " " + entry.key()))
                .param("kind", entry.kind().name())
                .param("device", text(entry.device()))
                .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("field", text(field))
                .param("expected", text(expected))
                .param("payload", entry.payload())
                .param("payloadSha256", sha256(entry.payload()))
                .param("exception", failure == null ? null : trace(failure))
                .param("build", BUILD)
                .update();
    }

    /** What an entry says goes into our text, and text of PostgreSQL cannot hold NUL. */
    private static @Nullable String text(@Nullable String said) {
        return said == null ? null : said.replace(NUL, SHOWN_NUL);
    }

    private static Instant idTime(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        String trace = text.toString().replace(NUL, SHOWN_NUL);
        return trace.substring(0, Math.min(trace.length(), LONGEST_TRACE));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String build() {
        String version = RejectedEntries.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
