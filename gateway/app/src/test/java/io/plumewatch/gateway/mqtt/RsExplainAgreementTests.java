package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.testing.ExplainedJson;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.gateway.testing.JsonChanges;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.explain.Filed;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What explain says of units' messages and what the gateway makes of them, also of messages that nobody has seen. */
class RsExplainAgreementTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:05Z");

    private static final String PASS = """
            {"passId":"p-%d","measuredAt":"2026-11-22T08:15:02.120+08:00","sentAt":"2026-11-22T08:15:02.900+08:00",
             "sequence":1812,"replayed":false,"lane":2,
             "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},
             "vehicle":{"speedKmh":43.2,"accelerationMps2":0.31,"vspKwPerTonne":9.8,"bodyColor":"WHITE"},
             "exhaust":{"opacityPercent":%s,"ringelmann":1,"coPercent":0.03,"co2Percent":14.2,"hcPpm":12,"noPpm":612},
             "weather":{"temperatureC":8.1,"humidityPercent":41,"pressureKpa":101.2},
             "road":{"slopeDeg":1.1},"position":{"longitude":113.2418,"latitude":35.2159},"photos":[]}""";

    private static final String CALIBRATION = """
            {"calibrationId":"c-%d","performedAt":"2026-11-22T05:00:00+08:00","kind":"DAILY","result":"PASS",
             "gas":[{"component":"CO2","referencePercent":14.2,"measuredPercent":%s}]}""";

    private static final String STATUS = """
            {"at":"2026-11-22T08:15:00+08:00","state":"ONLINE","uptimeSeconds":%d,"firmware":"%s"}""";

    private static final String NATIONAL_PASS = """
            {"JLBH":"C41080000101202611220815%02d","JCSJ":"2026-11-22 08:15:02","HPHM":"豫H12345","CPYS":"1","HPZL":"01",
             "SBZXD":"97","PDJG":"0","CLSD":"46.81","VSP":"6.89","COJG":"0.82","CO2JG":"14.46","BTGDJG":"%s"}""";

    private static final String NATIONAL_SMOKE = """
            {"JLBH":"D41092200201202611220815%02d","JCSJ":"2026-11-22 08:15:02","PDJG":"0","HPHM":"豫H12345","CPYS":"1",
             "HPZL":"01","SBZXD":"97","RLZL":"B","LGMHD":"3","CLSD":"%s"}""";

    private static final String NATIONAL_CHECK = """
            {"JLBH":"C41092200201202611220600%02d","DWBH":"C410922002","JCKSSJ":"2026-11-22 06:00:00","BQLB":"1","SFTG":"Y",
             "CO2BZZ":"14.2","CO2CLZ":"14.1","COBZZ":"0.5","COCLZ":"%s"}""";

    private final TimeRules times = new TimeRules((from, to) -> false, shown -> false);
    private final RsReadings readings = new RsReadings(
            new FakeLog(),
            times,
            new RecentlyStored(() -> "epoch"),
            new Counters(new SimpleMeterRegistry()),
            "gateway-1");
    private final NationalReadings national = new NationalReadings(CodeMaps.shipped(), times, "gateway-1");

    @Test
    void theyAgreeOnPassesThatNobodyHasSeen() {
        tried("pass", PASS, null);
    }

    @Test
    void theyAgreeOnCalibrations() {
        tried("calibration", CALIBRATION, null);
    }

    @Test
    void theyAgreeOnStatuses() {
        tried("status", STATUS, null);
    }

    @Test
    void theyAgreeOnNationalRecords() {
        for (String profile : List.of("national", "national@1", "minus-one", "one-based")) {
            tried("national/pass", NATIONAL_PASS, profile);
            tried("national/check", NATIONAL_CHECK, profile);
            tried("national/smoke", NATIONAL_SMOKE, profile);
        }
    }

    private void tried(String channel, String template, @Nullable String profile) {
        int taken = 0;
        int all = 400;
        for (int seed = 0; seed < all; seed++) {
            var random = new SplittableRandom(seed);
            String number = String.format(Locale.ROOT, "%.2f", random.nextDouble(0.1, 15));
            String json = JsonChanges.of(template.formatted(seed % 60, number), random);
            if (channel.startsWith("national") && !channel.endsWith(shownBy(json, channel))) {
                continue;
            }
            taken += agree(channel, json, profile, "seed " + seed + " " + channel + " " + profile) ? 1 : 0;
        }
        // Both sides of the comparison must have been tried.
        assertThat(taken).as(channel).isBetween(all / 10, all * 9 / 10);
    }

    /** Which national record it is says the topic; without it the fields have to, and some are gone. */
    private static String shownBy(String json, String channel) {
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return channel;
        }
        if (!node.has("HPHM") && List.of("SFTG", "JCKSSJ").stream().anyMatch(node::has)) {
            return "check";
        }
        boolean measured = List.of("BTGDJG", "COJG", "CO2JG").stream().anyMatch(node::has);
        return node.has("LGMHD") && !measured ? "smoke" : "pass";
    }

    private boolean agree(String channel, String json, @Nullable String profile, String about) {
        var device = new ProjectedDevice(
                "RS-0001", "RS_FIXED", "410800", true, "x", "S-1", null, null, null, profile, null, null);
        var message = new RsMessage(RsTopic.of("plumewatch/v1/RS-0001/" + channel), json.getBytes(UTF_8), NOW);
        Verdict verdict =
                channel.startsWith("national") ? national.judge(device, message) : readings.judge(device, message);
        Filed filed = profile == null ? Filed.NOTHING : Filed.named(profile).orElseThrow();
        JsonNode explained = Explain.line(json, filed).json();
        boolean taken = ExplainedJson.agrees(explained, verdict.refusal(), about + " " + json);
        LogEntry entry = verdict.entry();
        JsonNode pass = explained.path("pass");
        if (taken && entry != null && pass.isObject()) {
            String measuredAt = pass.path("measuredAt").asString("");
            assertThat(entry.measuredAt())
                    .as(about)
                    .isEqualTo(OffsetDateTime.parse(measuredAt).toInstant());
            assertThat(entry.key()).isEqualTo("RS-0001/" + pass.path("passId").asString());
        }
        return taken;
    }
}
