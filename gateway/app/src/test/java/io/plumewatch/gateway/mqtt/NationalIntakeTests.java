package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.plate.PlateType;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NationalIntakeTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:03Z");

    private static final String PASS = """
            {"JLBH":"C4108000010120261122081502","JCSJ":"2026-11-22 08:15:02","HPHM":"豫H12345","CPYS":"1","HPZL":"01",
             "SBZXD":"97","PDJG":"0","BTGDJG":"34.1","TP1":"%s"}
            """;

    private final NationalReadings readings = new NationalReadings(
            CodeMaps.shipped(), new TimeRules((measured, received) -> false, shown -> false), "gateway-1");

    private static ProjectedDevice device(String kind, @Nullable String profile) {
        return new ProjectedDevice("RS-0001", kind, "410800", true, "x", "S-1", null, null, null, profile, null, null);
    }

    private Verdict judge(String record, String json, ProjectedDevice device) {
        var topic = RsTopic.of("plumewatch/v1/RS-0001/national/" + record);
        return readings.judge(device, new RsMessage(topic, json.getBytes(UTF_8), NOW));
    }

    private static LogEntry entry(Verdict verdict) {
        return Objects.requireNonNull(verdict.entry(), () -> String.valueOf(verdict.refusal()));
    }

    @Test
    void logsARecordAsReceivedWithTheMapThatReadsIt() {
        String json = PASS.formatted("ab".repeat(32));

        Verdict verdict = judge("pass", json, device("RS_FIXED", "national"));

        LogEntry entry = entry(verdict);
        assertThat(entry.kind()).isEqualTo(EntryKind.NATIONAL_PASS);
        assertThat(entry.payload()).isEqualTo(json.getBytes(UTF_8));
        assertThat(entry.profile()).isEqualTo("national@2");
        assertThat(entry.key()).isEqualTo("RS-0001/C4108000010120261122081502");
        assertThat(entry.clock()).isEqualTo(ClockState.UNKNOWN);
        assertThat(entry.measuredAt()).isEqualTo(NOW.minusSeconds(1));
        assertThat(verdict.jpegs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"national", "minus-one", "one-based"})
    void takesEveryTypeOfPlate(String profile) {
        for (PlateType type : PlateType.values()) {
            String json =
                    PASS.formatted("ab".repeat(32)).replace("\"HPZL\":\"01\"", "\"HPZL\":\"" + type.code() + "\"");

            Verdict verdict = judge("pass", json, device("RS_FIXED", profile));

            assertThat(verdict.refusal()).as(type.name()).isNull();
        }
    }

    @Test
    void takesInlinePicturesOut() {
        byte[] jpeg = Samples.jpeg();
        String json = PASS.formatted(Base64.getEncoder().encodeToString(jpeg));

        Verdict verdict = judge("pass", json, device("RS_FIXED", null));

        assertThat(verdict.jpegs().values()).containsExactly(jpeg);
        assertThat(new String(entry(verdict).payload(), UTF_8))
                .isEqualTo(PASS.formatted(
                        "sha256:" + verdict.jpegs().keySet().iterator().next()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pass    | RS_FIXED  | nobody@1   | UNKNOWN_PROFILE   | profile
            pass    | RS_MOBILE | national@1 | MISSING_FIELD     | DDJD
            smoke   | RS_FIXED  | national@1 | MISSING_FIELD     | LGMHD
            vehicle | RS_FIXED  | national@1 | UNSUPPORTED_TOPIC |
            """)
    void saysWhyARecordIsOfNoUse(String record, String kind, String profile, Reason reason, @Nullable String field) {
        Verdict verdict = judge(record, PASS.formatted("/pic/1.jpg"), device(kind, profile));

        var refusal = Objects.requireNonNull(verdict.refusal());
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.field()).isEqualTo(field);
    }

    @Test
    void judgesTimesOfRecordsLikeThoseOfPasses() {
        String late = PASS.formatted("/1.jpg").replace("2026-11-22 08:15:02", "2026-11-21 08:15:02");
        ProjectedDevice unit = device("RS_FIXED", null);

        assertThat(entry(judge("pass", late, unit)).clock()).isEqualTo(ClockState.SUSPECT);
        assertThat(entry(judge("pass", late.replace("{\"JLBH\"", "{\"replayed\":true,\"JLBH\""), unit))
                        .clock())
                .isEqualTo(ClockState.UNKNOWN);
        String ahead = PASS.formatted("/1.jpg").replace("2026-11-22 08:15:02", "2026-11-22 09:15:02");
        assertThat(Objects.requireNonNull(judge("pass", ahead, unit).refusal()).reason())
                .isEqualTo(Reason.CLOCK_AHEAD);
    }

    @Test
    void namesACheckWithoutNumberByItsDigest() {
        Verdict verdict = judge(
                "check",
                "{\"DWBH\":\"C410800001\",\"ZJKSRQ\":\"2026-11-22 05:00:00\",\"SFTG\":\"Y\"}",
                device("SMOKE_CAMERA", null));

        assertThat(verdict.id()).matches("sha256:[0-9a-f]{64}");
        assertThat(entry(verdict).kind()).isEqualTo(EntryKind.NATIONAL_CHECK);
    }

    @Test
    void namesACheckWithoutNumberByWhatItSaysAndAnswersItByItsBytes() {
        String first = "{\"DWBH\":\"C410800001\",\"ZJKSRQ\":\"2026-11-22 05:00:00\",\"SFTG\":\"Y\"}";
        String again = first.replace("{", "{\"sentAt\":\"2026-11-22T08:15:02+08:00\",\"replayed\":true,");
        ProjectedDevice camera = device("SMOKE_CAMERA", null);

        Verdict one = judge("check", first, camera);
        Verdict other = judge("check", again, camera);

        assertThat(entry(other).key()).isEqualTo(entry(one).key());
        assertThat(other.contentHash()).isEqualTo(one.contentHash());
        assertThat(one.id()).isEqualTo("sha256:" + Hashes.sha256(first.getBytes(UTF_8)));
        assertThat(other.id()).isEqualTo("sha256:" + Hashes.sha256(again.getBytes(UTF_8)));
    }

    @Test
    void findsTheNumberOfABrokenRecordUnderItsMakersName() {
        CodeMap map = CodeMap.parse("""
                {"name":"maker","version":1,"aliases":{"RECNO":"JLBH"},"absent":[],"absentIn":{},
                 "timeFormats":["uuuu-MM-dd HH:mm:ss"],"zone":"+08:00","lists":{},"confidencePart":1}
                """.getBytes(UTF_8));
        var own = new NationalReadings(
                CodeMaps.shipped().with(List.of(map)),
                new TimeRules((measured, received) -> false, shown -> false),
                "gateway-1");
        byte[] broken = "{\"RECNO\":\"M-7\",\"JCSJ\":".getBytes(UTF_8);

        assertThat(own.id(device("RS_FIXED", "maker"), broken)).contains("M-7");
        assertThat(own.id(device("RS_FIXED", null), broken)).isEmpty();
        assertThat(own.id(device("RS_FIXED", "nobody@1"), "{\"JLBH\":\"J1\"}".getBytes(UTF_8)))
                .contains("J1");
    }
}
