package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.gateway.fuzz.Bench;
import io.plumewatch.gateway.fuzz.Fuzzed;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Messages of remote-sensing units, ours and the national ones, as far as the verdict on them. */
public final class UnitFuzz implements Fuzzed {

    private static final Instant NOW = Instant.parse("2026-11-22T00:20:00Z");
    private static final String DIGEST = "11".repeat(32);
    private static final String PLATE =
            "\"plate\":{\"number\":\"豫H12345\",\"color\":\"YELLOW\",\"type\":\"01\",\"confidence\":0.97}";
    private static final String PASS = """
            {"passId":"9f1c2e-0001","measuredAt":"2026-11-22T08:15:02.120+08:00",
             "sentAt":"2026-11-22T08:15:02.900+08:00","sequence":1812,"replayed":false,"lane":2,%s,
             "vehicle":{"speedKmh":43.2,"accelerationMps2":0.31,"vspKwPerTonne":9.8,"bodyColor":"WHITE"},
             "exhaust":{"opacityPercent":34.1,"ringelmann":1,"coPercent":0.03,"co2Percent":14.2,"hcPpm":12,"noPpm":612},
             "plume":{"co2PercentCm":8.4,"coToCo2":0.0021,"hcToCo2":0.00009,"noToCo2":0.0043},
             "weather":{"temperatureC":8.1,"humidityPercent":41,"pressureKpa":101.2,"precipitation":"NONE"},
             "road":{"slopeDeg":1.1},"position":{"longitude":113.2418,"latitude":35.2159},
             "photos":[{"role":"FRONT","sha256":"%s","takenAt":"2026-11-22T08:15:02.100+08:00"}]}
            """.formatted(PLATE, DIGEST);
    private static final String CALIBRATION = """
            {"calibrationId":"CAL-1","performedAt":"2026-11-22T05:30:00+08:00","kind":"DAILY","result":"PASS",
             "gas":[{"component":"CO","referencePpm":5000,"measuredPpm":5010}],
             "opacity":[{"referencePercent":30,"measuredPercent":30.2}]}
            """;
    private static final String STATUS =
            "{\"state\":\"ONLINE\",\"at\":\"2026-11-22T08:15:02+08:00\",\"software\":\"1\"}";
    private static final String RECORD = """
            {"JLBH":"C4109220020120261122081502","DWBH":"C410922002","YCXBH":"01","CDXH":2,
             "JCSJ":"2026-11-22 08:15:02","DDJD":"113.2418","DDWD":35.2159,"CDPD":"0.2","PDJG":"0","WXYY":"-1",
             "HPHM":"豫H12345","CPYS":"1","HPZL":"01","CSYS":"A","SBZXD":"97.5","RLZL":"B","CLFX":"1",
             "CO2JG":"14.46","COJG":"0.82","HCJG":"628.93","NOJG":"1524.37","BTGDJG":34.1,"LGMHD":"1",
             "CLSD":"46.81","CLJSD":"0.21","VSP":"6.89","FS":"1.2","FX":"东北风","HJWD":"8.1","SD":"41","DQY":"101.2",
             "TP1":"%s","TP2":"/9j/4AAQSkZJRgABAQAAAQABAAD","SP1":"/video/1.mp4"}
            """.formatted(DIGEST);
    private static final String CHECK = """
            {"JLBH":"C4109220020120261122060000","DWBH":"C410922002","YCXBH":"01","JCKSSJ":"2026-11-22 06:00:00",
             "BQLB":"1","SFTG":"Y","CO2BZZ":"14.2","CO2CLZ":"14.1","COBZZ":"0.5","COCLZ":"0.51","NOBZZ":"1500",
             "NOCLZ":"1488","BWBZZ":"200","BWCLZ":"205","YDP1BZZ":"20","YDP1CLZ":"20.4"}
            """;

    private record Kind(String topic, byte[] json) {

        static Kind of(String topic, String json) {
            return new Kind("plumewatch/v1/RS-0001/" + topic, json.getBytes(UTF_8));
        }
    }

    private static final List<Kind> OURS =
            List.of(Kind.of("pass", PASS), Kind.of("calibration", CALIBRATION), Kind.of("status", STATUS));
    private static final List<Kind> NATIONAL = List.of(
            Kind.of("national/pass", RECORD), Kind.of("national/smoke", RECORD), Kind.of("national/check", CHECK));

    private final boolean national;
    private final Bench bench = new Bench(NOW);
    private final RsReadings readings;
    private final NationalReadings nationalReadings;
    private final List<String> profiles;
    private long good;

    /** Makes messages of one of the two kinds of units. */
    public UnitFuzz(boolean national) {
        this.national = national;
        var times = new TimeRules((measured, received) -> false, shown -> false);
        readings = new RsReadings(bench, times, new RecentlyStored(() -> "epoch"), bench.counters, "gateway-1");
        nationalReadings = new NationalReadings(CodeMaps.shipped(), times, "gateway-1");
        profiles = List.copyOf(CodeMaps.shipped().ids());
    }

    @Override
    public void take(long number) {
        var random = new SplittableRandom(number);
        List<Kind> kinds = national ? NATIONAL : OURS;
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        byte[] payload = Mutation.ofJson(kind.json, random);
        var message = new RsMessage(RsTopic.of(kind.topic), payload, NOW);
        ProjectedDevice device = device(random);
        Verdict verdict = national ? nationalReadings.judge(device, message) : readings.judge(device, message);
        if (verdict.refusal() != null) {
            // A refused message is answered by its id, if that can be read.
            var unused = national ? nationalReadings.id(device, payload) : RsJson.passId(payload);
        } else {
            good++;
            readings.store(verdict).join();
        }
        var unused = message.replayed();
    }

    private ProjectedDevice device(SplittableRandom random) {
        String profile = Objects.requireNonNull(profiles.get(random.nextInt(profiles.size())));
        String kind = random.nextBoolean() ? "RS_FIXED" : "RS_MOBILE";
        return new ProjectedDevice("RS-0001", kind, "410800", true, "s", "S-1", null, null, null, profile, null, null);
    }

    @Override
    public long good() {
        return good;
    }

    @Override
    public void close() {}
}
