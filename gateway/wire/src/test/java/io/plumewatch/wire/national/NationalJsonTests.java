package io.plumewatch.wire.national;

import static io.plumewatch.wire.national.Records.MAP;
import static io.plumewatch.wire.national.Records.bad;
import static io.plumewatch.wire.national.Records.ok;
import static io.plumewatch.wire.national.Records.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.Plausibility;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsWarning;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NationalJsonTests {

    private static NationalPass pass(byte[] record) {
        return ok(NationalJson.pass(record, MAP));
    }

    private static RsPass.Exhaust exhaust(NationalPass national) {
        return Objects.requireNonNull(national.pass().exhaust());
    }

    @Test
    void translatesWhatWasMeasuredWithItsUnits() {
        RsPass pass = pass(Records.PASS.getBytes(UTF_8)).pass();

        assertThat(pass.passId()).isEqualTo("C4109220020120261122081502");
        assertThat(pass.measuredAt()).isEqualTo(OffsetDateTime.parse("2026-11-22T08:15:02+08:00"));
        assertThat(pass.plate()).isEqualTo(new RsPass.Plate("豫H12345", PlateColor.YELLOW, "01", 0.975));
        assertThat(pass.vehicle()).isEqualTo(new RsPass.Vehicle(46.81, 0.21, 6.89, "WHITE"));
        assertThat(pass.exhaust()).isEqualTo(new RsPass.Exhaust(34.1, 1, 0.82, 14.46, 628.93, 1524.37));
        assertThat(pass.plume()).isEqualTo(new RsPass.Plume(null, 0.05, 0.004348, 0.010539));
        assertThat(pass.weather()).isEqualTo(new RsPass.Weather(8.1, 41.0, 101.2, 1.2, 45.0, null));
        assertThat(pass.position()).isEqualTo(new RsPass.Position(113.2418, 35.2159));
        assertThat(pass.photos())
                .containsExactly(
                        new RsPass.Photo("FRONT", "11".repeat(32), null),
                        new RsPass.Photo("REAR", "ab".repeat(32), null));
    }

    @Test
    void keepsTheUnitsOwnVerdictBesideWhatItMeasured() {
        NationalPass national = pass(Records.PASS.getBytes(UTF_8));

        assertThat(national.verdict()).isEqualTo(DeviceVerdict.FAIL);
        assertThat(national.invalidReason()).isNull();
        assertThat(national.video()).isEqualTo("/video/1.mp4");
        assertThat(national.profile()).isEqualTo("national@1");
        assertThat(national.warnings()).isEmpty();
        assertThat(national.fields())
                .contains(new NationalValue("CPYS", "号牌颜色", "1", "YELLOW", ""))
                .contains(new NationalValue("HCCO2", "碳氢化合物与二氧化碳比值", "43.48", null, "ppm per %"));
    }

    @Test
    void readsBackWhatItTranslated() {
        RsPass pass = pass(Records.PASS.getBytes(UTF_8)).pass();

        assertThat(ok(RsJson.pass(RsJson.write(pass)))).isEqualTo(pass);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "BTGDJG":34.1   | "BTGDJG":""
            "BTGDJG":34.1   | "BTGDJG":null
            "BTGDJG":34.1   | "BTGDJG":" "
            """)
    void neverMakesANumberOfNothing(String piece, String replacement) {
        RsPass.Exhaust exhaust = exhaust(pass(with(Records.PASS, piece, replacement)));

        assertThat(exhaust.opacityPercent()).isNull();
    }

    @Test
    void takesMinusOneForNothingOnlyWhereTheMapSaysSo() {
        byte[] record = with(Records.PASS, "\"HCJG\":\"628.93\"", "\"HCJG\":-1");
        CodeMap minusOne = CodeMaps.shipped().find("minus-one").orElseThrow();

        assertThat(exhaust(pass(record)).hcPpm()).isEqualTo(-1);
        assertThat(exhaust(ok(NationalJson.pass(record, minusOne))).hcPpm()).isNull();
        assertThat(exhaust(pass(with(Records.PASS, "\"LGMHD\":\"1\"", "\"LGMHD\":\"-1\"")))
                        .ringelmann())
                .isNull();
    }

    @Test
    void readsCodesByTheMapOfTheMaker() {
        CodeMap oneBased = CodeMaps.shipped().find("one-based@1").orElseThrow();

        NationalPass national = ok(NationalJson.pass(Records.PASS.getBytes(UTF_8), oneBased));

        assertThat(national.pass().plate().color()).isEqualTo(PlateColor.BLUE);
        assertThat(national.warnings()).extracting(RsWarning::code).contains("GUESSED_CODE");
        assertThat(national.profile()).isEqualTo("one-based@1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "JLBH":"C4109220020120261122081502" | "X":1             | JLBH  | MISSING_FIELD
            "JCSJ":"2026-11-22 08:15:02"        | "X":1             | JCSJ  | MISSING_FIELD
            "JCSJ":"2026-11-22 08:15:02"        | "JCSJ":"morning"  | JCSJ  | OUT_OF_RANGE
            "HPHM":"豫H12345"                    | "HPHM":""         | HPHM  | MISSING_FIELD
            "HPHM":"豫H12345"                    | "HPHM":"-"        | HPHM  | MISSING_FIELD
            "HPHM":"豫H12345"                    | "HPHM":"未识别"    | HPHM  | OUT_OF_RANGE
            "CPYS":"1"                          | "CPYS":"9"        | CPYS  | OUT_OF_RANGE
            "HPZL":"01"                         | "HPZL":"K3"       | HPZL  | OUT_OF_RANGE
            "BTGDJG":34.1                       | "BTGDJG":"high"   | BTGDJG| WRONG_TYPE
            "BTGDJG":34.1                       | "BTGDJG":134.1    | BTGDJG| OUT_OF_RANGE
            "BTGDJG":34.1                       | "BTGDJG":[1]      | BTGDJG| WRONG_TYPE
            "LGMHD":"1"                         | "LGMHD":"1.5"     | LGMHD | WRONG_TYPE
            "CLSD":"46.81"                      | "CLSD":"1e400"    | CLSD  | OUT_OF_RANGE
            """)
    void namesTheFieldThatMakesARecordUseless(String piece, String replacement, String field, Decoded.Reason reason) {
        Decoded.Bad<NationalPass> bad = bad(NationalJson.pass(with(Records.PASS, piece, replacement), MAP));

        assertThat(bad.field()).isEqualTo(field);
        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.expected()).isNotBlank();
    }

    @Test
    void doesNotLetTheUnitsVerdictDecideAnything() {
        NationalPass national = pass(with(Records.PASS, "\"PDJG\":\"0\"", "\"PDJG\":\"7\""));

        assertThat(national.verdict()).isNull();
        assertThat(exhaust(national).opacityPercent()).isEqualTo(34.1);
        assertThat(national.warnings()).extracting(RsWarning::code).containsExactly("UNKNOWN_CODE");
    }

    @Test
    void knowsAPassThatIsSentAgain() {
        byte[] again = with(
                Records.PASS, "\"CDXH\":2", "\"sentAt\":\"2026-11-23T08:15:02+08:00\",\"replayed\":true,\"CDXH\":2");

        assertThat(pass(again).pass().replayed()).isTrue();
        assertThat(NationalJson.contentHash(again)).isEqualTo(NationalJson.contentHash(Records.PASS.getBytes(UTF_8)));
    }

    @Test
    void takesOnlyTheBlacknessOfACapture() {
        NationalPass capture = ok(NationalJson.smoke(Records.SMOKE.getBytes(UTF_8), MAP));

        assertThat(capture.pass().exhaust()).isEqualTo(new RsPass.Exhaust(null, 3, null, null, null, null));
        assertThat(capture.pass().photos()).hasSize(2);
        assertThat(capture.video()).isEqualTo("rtsp://camera/1");
        assertThat(bad(NationalJson.smoke(with(Records.SMOKE, "\"LGMHD\":\"3\",", ""), MAP))
                        .field())
                .isEqualTo("LGMHD");
    }

    @Test
    void takesACheckWithStandardAndMeasuredValuesForACalibration() {
        NationalCheck check = ok(NationalJson.check(Records.CHECK.getBytes(UTF_8), MAP));

        assertThat(check.kind()).isEqualTo(NationalCheck.Kind.STATIC);
        RsCalibration calibration = Objects.requireNonNull(check.calibration());
        assertThat(calibration.result()).isEqualTo(RsCalibration.Result.PASS);
        assertThat(calibration.gas())
                .containsExactly(
                        new RsCalibration.Gas("CO2", 142_000.0, 141_000.0),
                        new RsCalibration.Gas("CO", 5_000.0, 5_100.0),
                        new RsCalibration.Gas("HC", 200.0, 205.0),
                        new RsCalibration.Gas("NO", 1_500.0, 1_488.0));
        assertThat(calibration.opacity()).hasSize(2);
    }

    @Test
    void takesNoCheckForACalibrationThatOnlySaysPassed() {
        byte[] check = "{\"DWBH\":\"C410922002\",\"YCXBH\":\"01\",\"ZJKSRQ\":\"2026-11-22 05:00:00\",\"SFTG\":\"Y\"}"
                .getBytes(UTF_8);

        NationalCheck read = ok(NationalJson.check(check, MAP));

        assertThat(read.passed()).isTrue();
        assertThat(read.calibration()).isNull();
        assertThat(read.kind()).isEqualTo(NationalCheck.Kind.SELF_CHECK);
        assertThat(ok(NationalJson.check(with(Records.CHECK, "\"SFTG\":\"Y\",", ""), MAP))
                        .calibration())
                .isNull();
    }

    @Test
    void letsNoGuessedOutcomeVouchForAMeasurement() {
        NationalCheck passed = ok(NationalJson.check(with(Records.CHECK, "\"SFTG\":\"Y\"", "\"SFTG\":\"1\""), MAP));
        NationalCheck failed = ok(NationalJson.check(with(Records.CHECK, "\"SFTG\":\"Y\"", "\"SFTG\":\"0\""), MAP));

        assertThat(passed.passed()).isTrue();
        assertThat(passed.calibration()).isNull();
        assertThat(passed.warnings()).extracting(RsWarning::code).containsExactly("GUESSED_CODE", "NO_CALIBRATION");
        assertThat(Objects.requireNonNull(failed.calibration()).result()).isEqualTo(RsCalibration.Result.FAIL);
    }

    @Test
    void warnsOfNothingInARealRecord() {
        NationalPass national = pass(Records.PASS.getBytes(UTF_8));

        assertThat(Plausibility.shipped().warnings(national.pass(), MAP.writing()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "CO2JG":"14.46"  | "CO2JG":"12.46"  | CO2_DIFFERS
            "NOJG":"1524.37" | "NOJG":"1600.00" | NO_DIFFERS
            "HCJG":"628.93"  | "HCJG":"600"     | HC_DIFFERS
            "COJG":"0.82"    | "COJG":"1.82"    | CO_DIFFERS
            "VSP":"6.89"     | "VSP":"9.89"     | VSP_DIFFERS
            """)
    void warnsOfWhatTheUnitReckonedOtherwise(String piece, String replacement, String code) {
        NationalPass national = pass(with(Records.PASS, piece, replacement));

        assertThat(Plausibility.shipped().warnings(national.pass(), MAP.writing()))
                .extracting(RsWarning::code)
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({"1", "42", "20261122"})
    void neverThrowsOnBrokenRecords(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] record = (i % 2 == 0 ? Records.PASS : Records.CHECK).getBytes(UTF_8);
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(256);
            }
            assertThat(NationalJson.pass(record, MAP)).isNotNull();
            assertThat(NationalJson.check(record, MAP)).isNotNull();
            assertThat(NationalPictures.of(record, MAP)).isNotNull();
        }
    }
}
