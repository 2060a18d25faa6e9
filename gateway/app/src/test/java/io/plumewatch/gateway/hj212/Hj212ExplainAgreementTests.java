package io.plumewatch.gateway.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.gateway.hj212.DigestStations.Check;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.explain.Filed;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.SampleStations;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What explain says of bytes and what the gateway makes of them, also of frames that nobody has seen. */
class Hj212ExplainAgreementTests {

    private static final List<String> FILED = UnitProfile.shippedIds();
    private static final Hj212Settings SETTINGS =
            Hj212TestServer.settings(Duration.ofHours(1), Hj212TestServer.NO_TLS, "127.0.0.0/8");

    private final UnitProfiles profiles = UnitProfiles.in("");
    private final CheckValue checks = new CheckValue(profiles, Map.of());
    private final Hj212Judge judge = judge();

    private Hj212Judge judge() {
        var counters = new Counters(new SimpleMeterRegistry());
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> CompletableFuture.completedFuture(true));
        var parts = new Hj212Server.Parts(
                new FakeLog(),
                new RecentlyStored(() -> "epoch"),
                new FakeDevices(),
                quarantine,
                counters,
                new SeenDevices());
        return new Hj212Judge(
                SETTINGS,
                profiles,
                new Sessions(),
                new TimeRules((from, to) -> false, shown -> false),
                parts,
                "gateway-1");
    }

    /** Without S32: explain knows the standard's example key, a gateway only what is configured. */
    @Test
    void theyAgreeOnEverySample() {
        for (String name : SampleStations.names()) {
            for (String filed : FILED) {
                if (!name.equals("S32")) {
                    agree(SampleStations.bytes(name).toArray(), filed, name);
                    agree(SampleStations.bare(name).toArray(), filed, name + " without its end");
                }
            }
        }
    }

    @Test
    void theyAgreeOnSamplesWithBytesChanged() {
        List<String> names = SampleStations.intact();
        int whole = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes =
                    mutated(SampleStations.bytes(names.get(seed % names.size())).toArray(), random);
            whole += agree(bytes, FILED.get(random.nextInt(FILED.size())), "seed " + seed) ? 1 : 0;
        }
        // Both sides of the comparison must have been tried.
        assertThat(whole).isBetween(500, 3_500);
    }

    @Test
    void theyReadTheSameOutOfFramesThatNobodyHasSeen() {
        for (int seed = 0; seed < 600; seed++) {
            var frame = DigestStations.frame(new SplittableRandom(seed));
            String filed = FILED.get(seed % FILED.size());
            boolean modbus = UnitProfile.shipped(filed).orElseThrow().modbusCrc();
            boolean taken = agree(frame.bytes(), filed, "seed " + seed);
            assertThat(taken).as("seed %d, %s", seed, frame.check()).isEqualTo(frame.check() != Check.MODBUS || modbus);

            JsonNode json = explain(frame.bytes(), filed);
            assertThat(json.path("edition").asString()).isEqualTo(frame.year());
            assertThat(json.path("cn").asString()).isEqualTo(frame.cn());
            var received = Objects.requireNonNull(received(Unpooled.wrappedBuffer(frame.bytes())));
            var gateway = new LinkedHashMap<String, String>();
            for (CpItem item : Objects.requireNonNull(received.message()).items()) {
                gateway.put(item.key(), item.value());
            }
            assertThat(gateway).as("seed %d", seed).isEqualTo(frame.cp());
            frame.cp()
                    .forEach((name, value) -> assertThat(
                                    json.path("cp").path(name).asString())
                            .as(name)
                            .isEqualTo(value));
        }
    }

    @Test
    void theyTakeSegmentsOfTheSameLength() {
        for (int length : List.of(1_024, 1_025, 4_096, 4_097, 9_999)) {
            String head =
                    "QN=20260506070801123;ST=22;CN=2011;PW=123456;MN=A1;Flag=4;CP=&&DataTime=20260506070800;a34004-Rtd=";
            byte[] bytes = DigestStations.around(head + "1".repeat(length - head.length() - 2) + "&&", Check.RIGHT);
            for (String filed : FILED) {
                int named = UnitProfile.shipped(filed).orElseThrow().maxSegmentBytes();
                int most = named > 1_024 ? named : SETTINGS.segmentBytes();
                assertThat(agree(bytes, filed, length + " bytes"))
                        .as("%d, %s", length, filed)
                        .isEqualTo(length <= most);
            }
        }
    }

    /** Returns whether both take the bytes for one good frame. */
    private boolean agree(byte[] bytes, String filed, String about) {
        JsonNode json = explain(bytes, filed);
        String text = about + " as " + filed + ": " + new String(bytes, ISO_8859_1);
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        Received received = received(in);
        ProjectedDevice device = device(received, filed);
        var right = received == null ? Optional.<CheckValue.Right>empty() : checks.right(received, device);
        boolean taken = right.isPresent() && !in.isReadable() && !right.get().tooLong();
        assertThat(json.path("ok").asBoolean()).as(text).isEqualTo(taken);
        if (taken) {
            Instant told = Hj212Time.read(json.path("cp").path("DataTime").asString(""))
                    .orElse(null);
            var origin = new Hj212Judge.Origin(
                    mn -> {}, InetAddress.getLoopbackAddress(), false, false, told == null ? Instant.EPOCH : told);
            LogEntry entry = judge.judge(Objects.requireNonNull(received), Optional.of(device), origin)
                    .entry();
            if (entry != null) {
                assertThat(entry.payload()).isEqualTo(bytes);
                assertThat(entry.measuredAt()).as(text).isEqualTo(told);
            }
        }
        return taken;
    }

    /** Takes the one frame that the bytes begin with; null when they do not, or only half of it is there. */
    private static @Nullable Received received(ByteBuf in) {
        var frames = new Hj212Frames(SETTINGS.segmentBytes(), false);
        var piece = frames.next(in);
        if (piece == null) {
            piece = frames.atSilence(in);
        }
        return piece == null ? null : piece.frame();
    }

    private static JsonNode explain(byte[] bytes, String filed) {
        return Explain.line(HexFormat.of().formatHex(bytes), Filed.named(filed).orElseThrow())
                .json();
    }

    private static ProjectedDevice device(@Nullable Received received, String filed) {
        String mn = received == null || received.message() == null
                ? "A1"
                : received.message().mn();
        return Hj212TestServer.device("AIR-1", "AIR_STATION", true, mn, filed, null);
    }

    /** Changes bytes; two of three times with a check value, and often a length, that fit again. */
    private static byte[] mutated(byte[] sample, SplittableRandom random) {
        byte[] bytes = sample.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "0;=,&-".charAt(random.nextInt(6)));
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, Math.max(20, bytes.length - 12 + random.nextInt(24)));
        }
        if (random.nextInt(3) == 0) {
            return bytes;
        }
        String segment = new String(bytes, 6, bytes.length - 12, ISO_8859_1);
        return DigestStations.around(segment, Check.values()[random.nextInt(Check.values().length)]);
    }
}
