package io.plumewatch.enforcement.facts.instrument;

import io.plumewatch.wire.json.JsonContent;
import io.plumewatch.wire.log.LogEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of finished tests. */
@Repository
class InstrumentTests {

    /** What may differ between two records of one test: the exchanges by which it was read. */
    private static final Set<String> NOT_CONTENT = Set.of("raw");

    private static final String KEEP = """
            insert into instrument_test (device_no, test_no, model, kind, started_at, finished_at, measured, content_hash,
                                         trust, received_at, payload, payload_sha256)
            values (:device, :testNo, :model, :kind, :startedAt, :finishedAt, cast(:measured as jsonb), :contentHash,
                    :trust, :receivedAt, :payload, :payloadSha256)
            on conflict (device_no, test_no) do nothing
            """;

    private static final String SAME = """
            select content_hash = :contentHash from instrument_test where device_no = :device and test_no = :testNo
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InstrumentTests(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps a test; returns whether it is that of its number, which may be known already. */
    boolean keep(LogEntry entry, InstrumentPayload.Test test) {
        String contentHash = JsonContent.hash(entry.payload(), NOT_CONTENT);
        boolean news = jdbc.sql(KEEP)
                        .param("device", entry.device())
                        .param("testNo", test.testNo())
                        .param("model", Objects.requireNonNullElse(entry.profile(), ""))
                        .param("kind", test.kind())
                        .param("startedAt", utc(test.startedAt()))
                        .param("finishedAt", utc(test.finishedAt()))
                        .param("measured", json.writeValueAsString(test.values()))
                        .param("contentHash", contentHash)
                        .param("trust", entry.trust().name())
                        .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("payload", entry.payload())
                        .param("payloadSha256", sha256(entry.payload()))
                        .update()
                == 1;
        return news
                || jdbc.sql(SAME)
                        .param("contentHash", contentHash)
                        .param("device", entry.device())
                        .param("testNo", test.testNo())
                        .query(Boolean.class)
                        .single();
    }

    private static @Nullable OffsetDateTime utc(@Nullable OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
