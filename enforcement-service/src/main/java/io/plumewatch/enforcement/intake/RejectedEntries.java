package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down what was read and could not be used: refused for good, or parked until somebody has mended the cause. */
@Repository
class RejectedEntries implements Rejections {

    static final String CODE_FAILED = "CODE_FAILED";

    /** Which code failed: a parked entry is tried again with a newer one. */
    private static final String BUILD = build();

    private static final char NUL = '\0';

    /** The character that stands for what cannot be shown. */
    private static final char SHOWN_NUL = '\uFFFD';

    /** Where an entry's readings are, by the version of its envelope. */
    private static final List<String> SHOWN = List.of(LogEntry.ENTRY, Bundle.ENTRIES, "payload");

    private static final Set<String> TELEMETRY = Set.copyOf(Streams.onTelemetryRedis());

    /** Of characters that may take four bytes each: an index takes 2.7 KB a row. */
    private static final int LONGEST_INDEXED = 400;

    /** Between these PostgreSQL and everybody else can hold a time. */
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    private static final int LONGEST_TRACE = 8_000;

    /** More than any gateway writes. */
    private static final int LONGEST_FORGED = 4 << 20;

    /** Enough to see what a device does wrong, and a bound to what a broken one can fill, where it is no evidence. */
    static final int MOST_KEPT = 1_000;

    /** What was settled and comes back is open again. */
    private static final String INSERT = """
            insert into rejected_entry (stream, entry_id, entry_key, kind, device, received_at, reason, field, expected,
                                        payload, payload_sha256, exception, build, parked, envelope, gateway)
            values (:stream, :entryId, :entryKey, :kind, :device, :receivedAt, :reason, :field, :expected,
                    :payload, :payloadSha256, :exception, :build, :parked, :envelope, :gateway)
            on conflict (reason, entry_key, payload_sha256) do update
               set settled_at = null, settled_by = null, settled_as = null, expected = excluded.expected
             where rejected_entry.settled_at is not null
            """;

    /** What comes back has its place already, whatever else fills the hour. */
    private static final String KNOWN = """
            select exists (select 1 from rejected_entry
                            where reason = :reason and entry_key = :entryKey and payload_sha256 = :payloadSha256)
            """;

    /**
     * Lanes may come to one device at once: each leaves alone what the other is dropping. What is kept is only counted
     * and never locked, for a lock is a write.
     */
    private static final String DROP_OLDEST = """
            delete from rejected_entry
             where rejected_id in (select rejected_id from rejected_entry
                                    where device = :device and reason = :reason and not parked
                                      and rejected_id <= (select rejected_id from rejected_entry
                                                           where device = :device and reason = :reason and not parked
                                                           order by rejected_id desc
                                                          offset :most
                                                           limit 1)
                                      for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final ParkedHours hours;
    private final Counter dropped;

    RejectedEntries(JdbcClient jdbc, ParkedHours hours, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.hours = hours;
        dropped = Counter.builder("plumewatch.intake.rejected.dropped")
                .description("Rejected entries that fell off, because their device has newer ones of the reason")
                .register(metrics);
    }

    @Override
    public void reject(StoredEntry entry, String reason, String field, String expected) {
        insert(entry, reason, field, expected, null, false);
        if (!bounded(entry)) {
            return;
        }
        dropped.increment(jdbc.sql(DROP_OLDEST)
                .param("device", indexed(entry.entry().device()))
                .param("reason", reason)
                .param("most", MOST_KEPT)
                .update());
    }

    @Override
    public void park(StoredEntry entry, String reason, String field, String expected) {
        if (mayStay(entry, reason, null)) {
            insert(entry, reason, field, expected, null, true);
        }
    }

    /** Parks a reading on which our own code failed. */
    void park(StoredEntry stored, Throwable failure, Offset before) {
        if (mayStay(stored, CODE_FAILED, before)) {
            insert(stored, CODE_FAILED, null, null, failure, true);
        }
    }

    /**
     * An id that a unit uses again, or a payload that only its gateway's build could read, may stand for a pass that was
     * acknowledged: of that nothing falls off. Sightings and telemetry tell no more the thousandth time.
     */
    private static boolean bounded(StoredEntry stored) {
        return stored.entry().trust() == Trust.CLAIMED || !stored.stream().equals(Streams.EVIDENCE);
    }

    /** Of evidence whose sender was authenticated nothing falls off; telemetry can be more than a disk holds. */
    private boolean mayStay(StoredEntry stored, String reason, @Nullable Offset before) {
        LogEntry entry = stored.entry();
        return !(entry.trust() == Trust.CLAIMED || TELEMETRY.contains(stored.stream()))
                || known(reason, key(entry), sha256(entry.payload()))
                || hours.room(stored.stream(), entry.trust().name(), size(stored.fields()), before);
    }

    /**
     * Parks an entry whose seal or envelope is wrong, as far as there is room for what may be forged.
     *
     * @param before the offset before the entry
     */
    void setAside(ReadEntry entry, Offset before) {
        long bytes = size(entry.raw().fields());
        if (known(entry.reason(), key(entry), sha256(shown(entry)))) {
            insertUnread(entry);
        } else if (bytes > LONGEST_FORGED) {
            hours.spill(entry.raw().stream(), entry.sender(), before);
        } else if (hours.room(entry.raw().stream(), entry.sender(), bytes, before)) {
            insertUnread(entry);
        }
    }

    private void insertUnread(ReadEntry entry) {
        byte[] payload = shown(entry);
        jdbc.sql(INSERT)
                .param("stream", entry.raw().stream())
                .param("entryId", entry.id())
                .param("entryKey", key(entry))
                .param("kind", null)
                .param("device", null)
                .param("receivedAt", storable(idTime(entry.id())))
                .param("reason", entry.reason())
                .param("field", null)
                .param("expected", text(entry.problem()))
                .param("payload", payload)
                .param("payloadSha256", sha256(payload))
                .param("exception", null)
                .param("build", BUILD)
                .param("parked", true)
                .param("envelope", EnvelopeBytes.of(entry.raw().fields(), payload))
                .param("gateway", entry.sender())
                .update();
    }

    private void insert(
            StoredEntry stored,
            String reason,
            @Nullable String field,
            @Nullable String expected,
            @Nullable Throwable failure,
            boolean parked) {
        LogEntry entry = stored.entry();
        jdbc.sql(INSERT)
                .param("stream", stored.stream())
                .param("entryId", stored.id())
                .param("entryKey", key(entry))
                .param("kind", entry.kind().name())
                .param("device", indexed(entry.device()))
                .param("receivedAt", storable(entry.receivedAt()))
                .param("reason", reason)
                .param("field", text(field))
                .param("expected", text(expected))
                .param("payload", entry.payload())
                .param("payloadSha256", sha256(entry.payload()))
                .param("exception", failure == null ? null : trace(failure))
                .param("build", BUILD)
                .param("parked", parked)
                .param("envelope", EnvelopeBytes.of(stored.fields(), entry.payload()))
                .param("gateway", text(entry.gateway()))
                .update();
    }

    private boolean known(String reason, String key, String payloadSha256) {
        return jdbc.sql(KNOWN)
                .param("reason", reason)
                .param("entryKey", key)
                .param("payloadSha256", payloadSha256)
                .query(Boolean.class)
                .single();
    }

    private static String key(ReadEntry entry) {
        return entry.raw().stream() + "/" + entry.id();
    }

    private static String key(LogEntry entry) {
        String key = Objects.requireNonNull(text(entry.kind() + " " + entry.key()));
        return key.length() <= LONGEST_INDEXED ? key : entry.kind() + " sha256 " + sha256(key.getBytes(UTF_8));
    }

    /** Returns what an administrator is shown of an entry that nobody can read. */
    private static byte[] shown(ReadEntry entry) {
        Map<String, byte[]> fields = entry.raw().fields();
        return SHOWN.stream()
                .filter(fields::containsKey)
                .findFirst()
                .map(fields::get)
                .orElseGet(() -> new byte[0]);
    }

    private static long size(Map<String, byte[]> fields) {
        return fields.entrySet().stream()
                .mapToLong(field -> (long) field.getKey().length() + field.getValue().length)
                .sum();
    }

    /** What an entry says goes into our text, and text of PostgreSQL cannot hold NUL. */
    private static @Nullable String text(@Nullable String said) {
        return said == null ? null : said.replace(NUL, SHOWN_NUL);
    }

    /** No row may be longer than its index allows, whatever an entry says. */
    private static @Nullable String indexed(String said) {
        return text(said.substring(0, Math.min(said.length(), LONGEST_INDEXED)));
    }

    /** Times that PostgreSQL cannot hold are no reason to keep nothing. */
    private static OffsetDateTime storable(Instant at) {
        Instant known = at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
        return known.atOffset(ZoneOffset.UTC);
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
