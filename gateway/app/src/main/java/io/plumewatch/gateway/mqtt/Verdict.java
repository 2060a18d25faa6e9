package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one message.
 *
 * @param id under what the unit waits for the answer
 * @param contentHash what it says, without how it was sent
 * @param sequence the unit's own number of it
 * @param jpegs pictures that came inside it, by digest; to be stored before it
 */
record Verdict(
        @Nullable Refusal refusal,
        @Nullable LogEntry entry,
        String id,
        String contentHash,
        @Nullable Instant sentAt,
        @Nullable Long sequence,
        Map<String, byte[]> jpegs) {

    static Verdict refused(Refusal refusal) {
        return new Verdict(refusal, null, "", "", null, null, Map.of());
    }

    static Verdict taken(
            LogEntry entry, String id, String contentHash, @Nullable Instant sentAt, @Nullable Long sequence) {
        return new Verdict(null, entry, id, contentHash, sentAt, sequence, Map.of());
    }

    Verdict with(Map<String, byte[]> pictures) {
        return new Verdict(refusal, entry, id, contentHash, sentAt, sequence, pictures);
    }

    Verdict answeredAs(String otherId) {
        return new Verdict(refusal, entry, otherId, contentHash, sentAt, sequence, jpegs);
    }
}
