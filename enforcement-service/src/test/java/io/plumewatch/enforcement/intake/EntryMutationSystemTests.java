package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.enforcement.intake.Effects.Outcome;
import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Scene;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever stands in the log, the real handlers and tables take it or keep it, and the stream goes on.
 * {@code -Dplumewatch.fuzz.entries=1000000} makes it as long as one likes, {@code -Dplumewatch.fuzz.first} begins elsewhere.
 */
@Tag("long")
@EnforcementTest
class EntryMutationSystemTests {

    private static final long ENTRIES = Long.getLong("plumewatch.fuzz.entries", 2_000);
    private static final long FIRST = Long.getLong("plumewatch.fuzz.first", 0);
    private static final int BATCH = 20;

    /** What an id or name may be of that somebody writes who is no gateway of ours. */
    private static final List<String> NAMES = List.of("", "\0", "豫H12345/1", "a/b/c", "'; --", "x".repeat(5_000), "%s");

    private static final long[] MILLIS = {
        0, -1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000L, -62_135_596_800_001L
    };

    @Autowired
    private Effects effects;

    @Autowired
    private Offsets offsets;

    @Autowired
    private JdbcClient jdbc;

    private final String stream = "test-" + UUID.randomUUID();
    private final IntakeState state = new IntakeState(new SimpleMeterRegistry());
    private final List<String> held = new ArrayList<>();
    private final List<LogEntry> seeds = new ArrayList<>();

    @BeforeEach
    void collectSeeds() {
        Scene scene = Scene.of(jdbc);
        Instant now = Instant.now();
        seed(scene.deviceNo(), EntryKind.PASS, """
                {"passId":"p","measuredAt":"%s","sentAt":"%s","plate":{"number":"%s","confidence":0.97,"color":"YELLOW"},\
                "exhaust":{"opacityPercent":41.5,"co2Percent":10.1,"noPpm":230},"speedKmh":40.2,"photos":[{"role":"FRONT","sha256":"%064x"}]}""".formatted(now, now, scene.number(), 7));
        seed(scene.deviceNo(), EntryKind.CALIBRATION, """
                {"calibrationId":"c","performedAt":"%s","kind":"DAILY","result":"PASS",\
                "opacity":[{"referencePercent":30,"measuredPercent":30.1}]}""".formatted(now));
        seed(scene.deviceNo(), EntryKind.PHOTO, """
                {"sha256":"%064x","bytes":1000,"storedAt":"%s"}""".formatted(7, now));
        seed(scene.deviceNo(), EntryKind.STATUS, """
                {"online":true,"at":"%s"}""".formatted(now));
        seed(scene.cameraNo(), EntryKind.SIGHTING, """
                {"sightingId":"s","seenAt":"%s","plate":{"number":"%s"}}""".formatted(now, scene.number()));
        seed("I-1", EntryKind.INSTRUMENT, """
                {"instrument":"I-1","model":"mqy-200@1","testNo":"t","kind":"FREE_ACCELERATION","startedAt":"%s",\
                "finishedAt":"%s","values":[{"key":"opacityPercent","value":41.2,"unit":"%%"}],\
                "raw":[{"at":"%s","request":"A5","response":"41"}]}""".formatted(now, now, now));
        byte[] frame = HexFormat.of().parseHex("2323054C53545454355354303030303030303030310101000059");
        seeds.add(entry(EntryKind.OBD, "LSTTT5ST000000001", now, frame));
        seeds.add(entry(EntryKind.TAMPER, "LSTTT5ST000000001", now, frame));
        seeds.add(entry(EntryKind.AIR, "41A0", now, "##0005ST=22\r\n".getBytes(UTF_8)));
    }

    @Test
    void everyEntryIsTakenOrKeptAndHoldsUpNothing() {
        var digestion = new Digestion(effects, state, settings(), Clock.systemUTC(), Supplier::get, new Keeping());
        Offset at = offsets.read(stream);
        long taken = 0;
        while (taken < ENTRIES) {
            List<ReadEntry> some = new ArrayList<>();
            for (int n = 0; n < BATCH; n++) {
                ReadEntry read = read(FIRST + taken + n);
                if (read != null) {
                    some.add(read);
                }
            }
            taken += BATCH;
            assertThat(digestion.take(at, some))
                    .as("entries to %d: %s", FIRST + taken, held)
                    .isEqualTo(Outcome.DONE);
            at = offsets.read(stream);
        }
        // What no policy is made for waits until somebody adds one: no gateway takes what is as old as that.
        List<String> failed = jdbc.sql("""
                        select kind || ' ' || entry_id || ' ' || left(exception, 300)
                          from rejected_entry
                         where stream = :stream and reason = 'CODE_FAILED' and exception not like :unplanned
                        """)
                .param("stream", stream)
                .param("unplanned", "%no row of enforcement_policy covers%")
                .query(String.class)
                .list();
        long stored = jdbc.sql("select count(*) from pass where device_no like 'SC-RS-%'")
                .query(Long.class)
                .single();
        System.err.printf("%,d entries, %,d passes recorded, %d parked%n", taken, stored, failed.size());
        assertThat(failed).isEmpty();
        assertThat(stored).isPositive();
    }

    /** Returns null for an entry from the future, which alone may stop a stream. */
    private @Nullable ReadEntry read(long number) {
        var random = new SplittableRandom(number);
        String id = (number + 1) + "-0";
        try {
            return ReadEntry.of(new RawEntry(stream, id, changed(number, random)), Seals.of(""));
        } catch (LogEntry.UnknownVersion e) {
            return null;
        }
    }

    private Map<String, byte[]> changed(long number, SplittableRandom random) {
        LogEntry seed = seeds.get(random.nextInt(seeds.size()));
        byte[] payload = seed.payload();
        String key = seed.device() + "/" + number;
        if (random.nextInt(4) > 0) {
            payload = payload[0] == '{' ? Mutation.ofJson(payload, random) : Mutation.of(payload, random);
        }
        LogEntry entry = new LogEntry(
                random.nextInt(10) == 0 ? any(EntryKind.values(), random) : seed.kind(),
                random.nextInt(20) == 0 ? any(NAMES.toArray(String[]::new), random) : seed.device(),
                any(Trust.values(), random),
                any(ClockState.values(), random),
                random.nextInt(10) == 0 ? null : time(seed, random),
                time(seed, random),
                random.nextBoolean(),
                random.nextInt(20) == 0 ? any(NAMES.toArray(String[]::new), random) + number : key,
                "gateway",
                payload);
        Map<String, byte[]> fields = entry.toFields();
        if (random.nextInt(5) == 0) {
            fields.computeIfPresent(LogEntry.ENTRY, (name, value) -> Mutation.of(value, random));
        }
        if (random.nextInt(20) == 0) {
            fields.remove(any(new String[] {"v", "gateway", LogEntry.ENTRY}, random));
        }
        return fields;
    }

    private static Instant time(LogEntry seed, SplittableRandom random) {
        return random.nextInt(20) == 0
                ? Instant.ofEpochMilli(MILLIS[random.nextInt(MILLIS.length)])
                : seed.receivedAt().minusSeconds(random.nextInt(100_000));
    }

    private static <T> T any(T[] of, SplittableRandom random) {
        return of[random.nextInt(of.length)];
    }

    private void seed(String device, EntryKind kind, String json) {
        seeds.add(entry(kind, device, Instant.now(), json.getBytes(UTF_8)));
    }

    private static LogEntry entry(EntryKind kind, String device, Instant at, byte[] payload) {
        return new LogEntry(kind, device, Trust.ENROLLED, ClockState.GOOD, at, at, false, "seed", "gateway", payload);
    }

    private static IntakeSettings settings() {
        return LaneScene.settings("", 1_000_000);
    }

    private final class Keeping implements Digestion.Keeper {

        @Override
        public void moved(Offset to) {}

        @Override
        public void hold(String name, String why) {
            held.add(why);
        }

        @Override
        public boolean ended() {
            return false;
        }
    }
}
