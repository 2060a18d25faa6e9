package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.intake.Reinjection.Outcome;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is parked a second time, spilled, or fails again is neither lost nor said to be done. */
class ParkedAgainTests extends LaneScene {

    private static final String KEY = "right-key-0123456789abcdef01234567";
    private static final Caller ADMIN =
            new Caller("token", "administrator", Set.of(Role.ADMIN), new Areas(Set.of(Areas.WHOLE_COUNTRY)));

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    Audit audit;

    @Test
    void anEntryThatIsParkedAgainStaysThoughTheHourIsFull() {
        bound(1);
        Instance instance = start(stored -> rejected.park(stored, "UNKNOWN_PROFILE", "profile", "the map"));
        awaitRead(log.append(stream, entry(Trust.CLAIMED, "one")));
        long id = parkedId();

        Reinjection.Result result = reinjection(instance).reinject(ADMIN, id);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(parked.find(ADMIN, id).orElseThrow().settled()).isFalse();
        assertThat(hours.spilled()).doesNotContainKey(stream);
    }

    @Test
    void whatAHandlerHadNoRoomToParkIsReadAgain() {
        bound(1);
        var unknown = new AtomicBoolean(true);
        Queue<String> used = new ConcurrentLinkedQueue<>();
        Instance instance = start(stored -> {
            if (unknown.get()) {
                rejected.park(stored, "UNKNOWN_PROFILE", "profile", "the map");
            } else {
                used.add(stored.entry().key());
            }
        });
        for (String key : List.of("one", "two", "three")) {
            awaitRead(log.append(stream, entry(Trust.CLAIMED, key)));
        }
        assertThat(hours.spilled()).containsEntry(stream, 2L);
        unknown.set(false);

        assertThat(reinjection(instance).reread(ADMIN, stream)).isPresent();

        eventually().untilAsserted(() -> assertThat(used).contains("two-" + suffix, "three-" + suffix));
        assertThat(hours.spilled()).doesNotContainKey(stream);
    }

    @Test
    void whatCannotBeReadAgainIsNotSaidToHaveBeen() {
        Instance instance = start(stored -> {});
        awaitRead(log.append(stream, entry(Trust.ENROLLED, "one")));
        jdbc.sql("insert into parked_hour (stream, sender, hour, spilled) values (:stream, 'CLAIMED', now(), 3)")
                .param("stream", stream)
                .update();

        assertThat(reinjection(instance).reread(ADMIN, stream)).isEmpty();

        assertThat(hours.spilled()).containsEntry(stream, 3L);
    }

    @Test
    void ofTelemetryABoundedNumberStaysWhoeverSentIt() {
        String telemetry = Streams.telemetry(0);
        clear(telemetry);
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n < 30; n++) {
                rejected.park(
                        new StoredEntry(telemetry, n + "-0", entry(Trust.ENROLLED, "k" + n)), "UNKNOWN", "profile", "");
            }
        });

        assertThat(jdbc.sql("select count(*) from rejected_entry where device = :device")
                        .param("device", "D-" + suffix)
                        .query(Long.class)
                        .single())
                .isEqualTo(20);
        clear(telemetry);
    }

    @Test
    void aFailureLeavesTheCallersTransactionWholeAndIsAudited() {
        Instance instance = start(stored -> {
            throw new IllegalStateException("not yet");
        });
        awaitRead(log.append(stream, entry(Trust.ENROLLED, "poison")));
        long id = parkedId();
        Reinjection reinjection = reinjection(instance);

        Reinjection.Result result =
                Objects.requireNonNull(transaction.execute(status -> reinjection.reinject(ADMIN, id)));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(jdbc.sql("select count(*) from audit where subject = :subject")
                        .param("subject", id + " FAILED")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void whatCannotBeReadIsShownAndKeptWhole() {
        settings = settings("test-gateway=another-key-0123456789abcdef012345", 20);
        Map<String, byte[]> fields = entry(Trust.ENROLLED, "forged").toFields();
        fields.put("later", "a field that this build does not know".getBytes(UTF_8));
        fields.put(Seal.FIELD, new Seal(KEY).of(stream, fields));
        start(stored -> {});
        awaitRead(log.append(stream, fields));

        assertThat(jdbc.sql("select length(payload) from rejected_entry where stream = :stream")
                        .param("stream", stream)
                        .query(Integer.class)
                        .single())
                .isEqualTo(Objects.requireNonNull(fields.get(LogEntry.ENTRY)).length);
        assertThat(Objects.requireNonNull(parkedEntry().raw()).fields()).containsExactlyInAnyOrderEntriesOf(fields);
    }

    @Test
    void whatIsRefusedForGoodIsNotDismissed() {
        String reason = "REFUSED_" + suffix;
        transaction.executeWithoutResult(status ->
                rejected.reject(new StoredEntry(stream, "1-0", entry(Trust.ENROLLED, "no")), reason, "field", "other"));

        assertThat(parked.dismiss(ADMIN, reason, null, 10)).isZero();
    }

    private void clear(String telemetry) {
        jdbc.sql("delete from parked_hour where stream = :stream")
                .param("stream", telemetry)
                .update();
        jdbc.sql("delete from rejected_entry where stream = :stream")
                .param("stream", telemetry)
                .update();
    }

    private Reinjection reinjection(Instance instance) {
        return new Reinjection(transaction, offsets, parked, hours, instance.effects, audit, settings);
    }

    private LogEntry entry(Trust trust, String key) {
        Instant at = Instant.parse("2026-11-22T00:15:02Z");
        return new LogEntry(
                EntryKind.OBD,
                "D-" + suffix,
                trust,
                ClockState.GOOD,
                at,
                at,
                false,
                key + "-" + suffix,
                "test-gateway",
                new byte[] {1});
    }

    private void awaitRead(String id) {
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(id));
    }

    private long parkedId() {
        return jdbc.sql("select rejected_id from rejected_entry where stream = :stream and parked")
                .param("stream", stream)
                .query(Long.class)
                .single();
    }
}
