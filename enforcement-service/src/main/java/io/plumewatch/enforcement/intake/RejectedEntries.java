package io.plumewatch.enforcement.intake;

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
    static final String MALFORMED_ENVELOPE = "MALFORMED_ENVELOPE";

    /** Which code failed: a parked entry is tried again with a newer one. */
    private static final String BUILD = build();

    private static final int LONGEST_TRACE = 8_000;

    private static final String INSERT = """
            insert into rejected_entry (stream, entry_id, entry_key, kind, device, received_at, reason, field, expected,
                                        payload, payload_sha256, exception, build)
            values (:stream, :entryId, :entryKey, :kind, :device, :receivedAt, :reason, :field, :expected,
                    :payload, :payloadSha256, :exception, :build)
            on conflict (reason, entry_key, payload_sha256) do nothing
            """;

    private final JdbcClient jdbc;

    RejectedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void reject(StoredEntry entry, String reason, String field, String expected) {
        insert(entry, reason, field, expected, null);
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
                .param("expected", entry.problem())
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
                .param("entryKey", entry.kind() + " " + entry.key())
                .param("kind", entry.kind().name())
                .param("device", entry.device())
                .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("field", field)
                .param("expected", expected)
                .param("payload", entry.payload())
                .param("payloadSha256", sha256(entry.payload()))
                .param("exception", failure == null ? null : trace(failure))
                .param("build", BUILD)
                .update();
    }

    private static Instant idTime(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        // PostgreSQL text cannot hold NUL, and a poisonous entry may put one into a message
        String trace = text.toString().replace('\0', ' ');
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
