package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.intake.Reinjection.Outcome;
import io.plumewatch.enforcement.intake.Reinjection.Result;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was acknowledged and could not be used is not lost: it waits whole, is seen, and takes effect later. */
class ParkedEntriesTests extends LaneScene {

    private static final String RIGHT = "right-key-0123456789abcdef01234567";
    private static final String WRONG = "wrong-key-0123456789abcdef01234567";
    private static final Caller ADMIN =
            new Caller("token", "administrator", Set.of(Role.ADMIN), new Areas(Set.of(Areas.WHOLE_COUNTRY)));

    @Autowired
    Audit audit;

    @Test
    void anEntryParkedUnderAWrongKeyTakesEffectOnceWhenTheKeyIsRight() {
        settings = settings("test-gateway=" + WRONG, 20);
        Instance instance = start(stored -> {});
        append("good", RIGHT);
        String last = log.append(stream, sealed("fine", WRONG));
        awaitRead(last);

        assertThat(effects()).containsExactly("fine");
        long id = parkedId();
        assertThat(reinjection(instance, WRONG).reinject(ADMIN, id)).isEqualTo(refused(id, "NOT_SEALED"));

        Reinjection mended = reinjection(instance, RIGHT);
        assertThat(mended.reinject(ADMIN, id).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(mended.reinject(ADMIN, id).outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(effects()).containsExactly("fine", "good");
        assertThat(offsets.read(stream).lastId()).isEqualTo(last);
        assertThat(audited(id)).containsExactly("REFUSED", "APPLIED", "SETTLED");
    }

    @Test
    void healthIsDegradedWhileEntriesWaitAndSaysWhy() {
        settings = settings("test-gateway=" + WRONG, 20);
        Instance instance = start(stored -> {});
        String last = append("good", RIGHT);
        awaitRead(last);

        instance.effects.tellParked(instance.state);

        assertThat(instance.state.parked().get("NOT_SEALED")).isPositive();
        assertThat(new IntakeHealth(instance.state).health().getStatus()).isEqualTo(IntakeHealth.DEGRADED);
        assertThat(instance.metrics
                        .get("plumewatch.intake.quarantined")
                        .tag("reason", "NOT_SEALED")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(instance.metrics
                        .counter("plumewatch.intake.refused", "reason", "NOT_SEALED")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void ofForgedEntriesABoundedNumberIsKeptAndTheRestIsReadAgainOnDemand() {
        settings = settings("test-gateway=" + WRONG, 20);
        bound(3);
        Instance blind = start(stored -> {});
        for (int n = 0; n < 8; n++) {
            append("entry-" + n, RIGHT);
        }
        awaitRead(append("entry-8", RIGHT));
        blind.intake.close();
        assertThat(parkedCount()).isEqualTo(3);
        assertThat(hours.spilled()).containsEntry(stream, 6L);

        settings = settings("test-gateway=" + RIGHT, 3);
        Instance mended = start(stored -> {});
        Reinjection reinjection = reinjection(mended, RIGHT);
        assertThat(reinjection.reread(ADMIN, stream)).isPresent();

        eventually()
                .untilAsserted(() -> assertThat(effects())
                        .containsExactly("entry-3", "entry-4", "entry-5", "entry-6", "entry-7", "entry-8"));
        assertThat(offsets.read(stream).entries()).isEqualTo(9);
        assertThat(hours.spilled()).doesNotContainKey(stream);
        assertThat(reinjection.reread(ADMIN, stream)).as("nothing is left").isEmpty();
    }

    @Test
    void anEntryOnWhichOurCodeFailedIsTriedAgainAndStaysWhenItFailsAgain() {
        var broken = new AtomicBoolean(true);
        Instance instance = start(stored -> {
            if (broken.get()) {
                throw new IllegalStateException("not yet");
            }
        });
        awaitRead(log.append(stream, TestLog.telemetry("poison of " + stream)));
        Reinjection reinjection = reinjection(instance, RIGHT);
        long id = parkedId();

        assertThat(reinjection.reinject(ADMIN, id).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(parked.find(ADMIN, id).orElseThrow().settled()).isFalse();
        broken.set(false);
        assertThat(reinjection.reinject(ADMIN, id).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(effects()).containsExactly("poison of " + stream);
    }

    @Test
    void anEntryThatIsRefusedAgainStaysOpen() {
        Instance instance = start(stored -> rejected.park(stored, "UNKNOWN_PROFILE", "profile", "the map"));
        awaitRead(log.append(stream, TestLog.telemetry("too early")));
        long id = parkedId();

        assertThat(reinjection(instance, RIGHT).reinject(ADMIN, id)).isEqualTo(refused(id, "UNKNOWN_PROFILE"));
        assertThat(parked.find(ADMIN, id).orElseThrow().settled()).isFalse();
    }

    @Test
    void nothingOfAnAuthenticatedSenderFallsOffAndOfOthersABoundedNumberStays() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n <= RejectedEntries.MOST_KEPT; n++) {
                park("known-" + suffix, Trust.ENROLLED, n);
            }
            for (int n = 0; n < 30; n++) {
                park("claimed-" + suffix, Trust.CLAIMED, n);
            }
        });

        assertThat(kept("known-" + suffix)).isEqualTo(RejectedEntries.MOST_KEPT + 1);
        assertThat(kept("claimed-" + suffix)).isEqualTo(20);
    }

    @Test
    void whatIsDismissedWaitsNoMoreAndComesBackOpenWhenItIsReadAgain() {
        settings = settings("test-gateway=" + WRONG, 20);
        Instance instance = start(stored -> {});
        awaitRead(append("forged", RIGHT));
        long id = parkedId();

        assertThat(parked.dismiss(ADMIN, "NOT_SEALED", "test-gateway", 10_000)).isPositive();
        assertThat(reinjection(instance, RIGHT).reinject(ADMIN, id).outcome()).isEqualTo(Outcome.SETTLED);

        transaction.executeWithoutResult(status -> {
            offsets.hold(stream);
            offsets.move(offsets.read(stream).counted(Offset.START, 0));
        });
        eventually()
                .untilAsserted(
                        () -> assertThat(parked.find(ADMIN, id).orElseThrow().settled())
                                .isFalse());
    }

    private Reinjection reinjection(Instance instance, String key) {
        return new Reinjection(
                transaction, offsets, parked, hours, instance.effects, audit, settings("test-gateway=" + key, 20));
    }

    private String append(String key, String logKey) {
        return log.append(stream, sealed(key, logKey));
    }

    private Map<String, byte[]> sealed(String key, String logKey) {
        Map<String, byte[]> fields = TestLog.telemetry(key).toFields();
        fields.put("later", "a field that this build does not know".getBytes(UTF_8));
        fields.put(Seal.FIELD, new Seal(logKey).of(stream, fields));
        return fields;
    }

    private void awaitRead(String id) {
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(id));
    }

    private void park(String device, Trust trust, int n) {
        Instant at = Instant.parse("2026-11-22T00:15:02Z");
        var entry = new LogEntry(
                EntryKind.OBD, device, trust, ClockState.GOOD, at, at, false, device + n, "test", new byte[] {1});
        rejected.park(new StoredEntry(stream, n + "-0", entry), "UNKNOWN_PROFILE", "profile", "the map");
    }

    private long kept(String device) {
        return jdbc.sql("select count(*) from rejected_entry where device = :device")
                .param("device", device)
                .query(Long.class)
                .single();
    }

    private long parkedId() {
        return jdbc.sql("select rejected_id from rejected_entry where stream = :stream and parked")
                .param("stream", stream)
                .query(Long.class)
                .single();
    }

    private long parkedCount() {
        return jdbc.sql("select count(*) from rejected_entry where stream = :stream and parked")
                .param("stream", stream)
                .query(Long.class)
                .single();
    }

    private List<String> audited(long id) {
        return jdbc
                .sql("select subject from audit where subject like :id order by audit_id")
                .param("id", id + " %")
                .query(String.class)
                .list()
                .stream()
                .map(subject -> subject.substring(subject.indexOf(' ') + 1))
                .toList();
    }

    private static Result refused(long id, String reason) {
        return new Result(Long.toString(id), Outcome.REFUSED, reason);
    }
}
