package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.gateway.testing.FakeChipIds;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.explain.Filed;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Reading;
import io.plumewatch.wire.obd.SampleFrames;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.vin.Vin;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
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
class ObdExplainAgreementTests {

    private static final List<@Nullable String> FILED =
            Arrays.asList(null, "P1", "P1a", "P2", "P2s", "P3", "P4", "P3@1");
    private static final Instant RECEIVED = Instant.parse("2026-05-06T00:00:00Z");

    private final Counters counters = new Counters(new SimpleMeterRegistry());
    private final ObdSignatures signatures = new ObdSignatures(new FakeChipIds(), Runnable::run, counters);
    private final Sessions sessions = new Sessions();
    private final ObdJudge judge = judge();

    private ObdJudge judge() {
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> CompletableFuture.completedFuture(true));
        return new ObdJudge(
                new ObdAdmission(List.of(), sessions, counters),
                new KnownTerminals(),
                new ObdAnswers(Map.of()),
                new TimeRules((from, to) -> false, shown -> false),
                quarantine,
                counters,
                new SeenDevices(),
                "gateway-1");
    }

    @Test
    void theyAgreeOnEverySample() {
        for (String name : SampleFrames.names()) {
            for (String filed : FILED) {
                agree(SampleFrames.bytes(name).toArray(), filed, name);
            }
        }
    }

    @Test
    void theyAgreeOnSamplesWithBytesChanged() {
        List<String> names = SampleFrames.names();
        int whole = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes =
                    mutated(SampleFrames.bytes(names.get(seed % names.size())).toArray(), random);
            whole += agree(bytes, FILED.get(random.nextInt(FILED.size())), "seed " + seed) ? 1 : 0;
        }
        // Both sides of the comparison must have been tried.
        assertThat(whole).isBetween(1_000, 5_000);
    }

    @Test
    void theyReadTheSameNumbersOutOfPacketsThatNobodyHasSeen() {
        for (int seed = 0; seed < 500; seed++) {
            var packet = DigestFrames.packet(new SplittableRandom(seed));
            String filed = packet.form() == DigestFrames.Form.A1
                    ? "P1a"
                    : "P" + (1 + "ABC".indexOf(packet.form().name()));
            assertThat(agree(packet.bytes(), filed, "seed " + seed)).isTrue();
            JsonNode json = explain(packet.bytes(), filed);
            assertThat(json.path("blocks").size()).isEqualTo(packet.blocks().size());
            var upload = (ObdMessage.Upload) read(packet.bytes(), filed).message();
            for (int i = 0; i < packet.blocks().size(); i++) {
                JsonNode fields = json.path("blocks").path(i).path("fields");
                var content = (Measurements) upload.blocks().get(i).content();
                packet.blocks().get(i).forEach((name, expected) -> {
                    assertThat(said(fields.path(name))).as("explain %s", name).isEqualTo(plain(expected));
                    assertThat(said(content, name)).as("gateway %s", name).isEqualTo(plain(expected));
                });
            }
        }
    }

    /** Returns whether both take the bytes for one good frame. */
    private boolean agree(byte[] bytes, @Nullable String filed, String about) {
        JsonNode json = explain(bytes, filed);
        String hex = about + " as " + filed + ": " + HexFormat.of().formatHex(bytes);
        var in = Unpooled.wrappedBuffer(bytes);
        var piece = new ObdFrames().next(in);
        ObdFrame frame = piece == null ? null : piece.frame();
        if (frame == null || in.isReadable()) {
            assertThat(json.path("ok").asBoolean()).as(hex).isFalse();
            boolean wrongCheck = frame == null
                    && piece != null
                    && piece.refusal() != null
                    && piece.refusal().reason() == Reason.BCC_MISMATCH;
            assertThat(json.path("problems").toString().contains("BCC_MISMATCH"))
                    .as(hex)
                    .isEqualTo(wrongCheck);
            return false;
        }
        return judged(frame, filed, json, hex);
    }

    private boolean judged(ObdFrame frame, @Nullable String filed, JsonNode json, String hex) {
        ReadFrame read = read(frame.bytes().toArray(), filed);
        boolean readable = !(read.message() instanceof ObdMessage.Undecodable);
        assertThat(json.path("ok").asBoolean()).as(hex).isEqualTo(readable);
        ObdFacts facts = ObdFacts.of(read.message());
        if (Vin.tryOf(frame.vin()).isEmpty() || Confidential.is(frame) || facts.use() == ObdFacts.Use.IGNORED) {
            return readable;
        }
        Instant receivedAt = Objects.requireNonNullElse(facts.measuredAt(), RECEIVED);
        Line.Verdict verdict = judge.judge(
                read,
                Optional.of(device(frame.vin(), filed)),
                new ObdJudge.Origin(name -> {}, InetAddress.getLoopbackAddress(), null, null, receivedAt));
        LogEntry entry = verdict.entry();
        if (facts.use() != ObdFacts.Use.TIME_SYNC && facts.use() != ObdFacts.Use.PLATFORM) {
            assertThat(entry != null).as(hex).isEqualTo(readable);
        }
        if (entry != null) {
            assertThat(entry.payload()).isEqualTo(frame.bytes().toArray());
            assertThat(entry.measuredAt()).as(hex).isEqualTo(earliest(json));
            assertThat(entry.device()).isEqualTo(json.path("vin").asString());
        }
        return readable;
    }

    private static JsonNode explain(byte[] bytes, @Nullable String filed) {
        Filed known = filed == null ? Filed.NOTHING : Filed.named(filed).orElseThrow();
        return Explain.line(HexFormat.of().formatHex(bytes), known).json();
    }

    private ReadFrame read(byte[] bytes, @Nullable String filed) {
        var frame = Objects.requireNonNull(Objects.requireNonNull(new ObdFrames().next(Unpooled.wrappedBuffer(bytes)))
                .frame());
        return signatures.read(frame, Optional.of(device(frame.vin(), filed))).join();
    }

    private static ProjectedDevice device(String vin, @Nullable String filed) {
        return new ProjectedDevice(
                "OBD-1", "OBD_TERMINAL", "410800", true, "s", null, vin, null, null, filed, null, null);
    }

    private static @Nullable Instant earliest(JsonNode json) {
        return json.path("blocks")
                .valueStream()
                .map(block -> block.path("time").asString(""))
                .filter(time -> !time.isEmpty())
                .map(time -> OffsetDateTime.parse(time).toInstant())
                .min(Instant::compareTo)
                .orElseGet(() -> {
                    String time = json.path("time").asString("");
                    return time.isEmpty() ? null : OffsetDateTime.parse(time).toInstant();
                });
    }

    private static String said(JsonNode node) {
        return node.isObject() ? node.path("state").asString() : plain(node.decimalValue());
    }

    private static String said(Measurements content, String name) {
        ObdField field = Arrays.stream(ObdField.values())
                .filter(known -> known.jsonName().equals(name))
                .findFirst()
                .orElseThrow();
        return content.get(field) instanceof Reading.Value value
                ? plain(value.number())
                : String.valueOf(content.marker(field));
    }

    private static String plain(Object said) {
        return said instanceof BigDecimal number
                ? (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
                : (String) said;
    }

    /** Cuts, lengthens or changes bytes; two of three times with a check byte, and often a length, that fit again. */
    private static byte[] mutated(byte[] sample, SplittableRandom random) {
        byte[] bytes = sample.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - 12 + random.nextInt(24)));
        }
        if (random.nextInt(3) == 0 || bytes.length < 26) {
            return bytes;
        }
        if (random.nextBoolean()) {
            int length = bytes.length - 25;
            bytes[22] = (byte) (length >> 8);
            bytes[23] = (byte) length;
        }
        return DigestFrames.checked(Arrays.copyOf(bytes, bytes.length - 1));
    }
}
