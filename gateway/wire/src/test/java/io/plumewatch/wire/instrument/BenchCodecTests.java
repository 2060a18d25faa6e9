package io.plumewatch.wire.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.wire.instrument.BenchRequest.Purpose;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden bytes of the makers' serial protocols. */
class BenchCodecTests {

    private static final Octets REFUSAL = Octets.ofHex("15");

    private static BenchCodec codec(String id) {
        return BenchCodecs.shipped(id).orElseThrow();
    }

    private static BenchAnswer decode(String model, Purpose purpose, String hex) {
        var codec = codec(model);
        return codec.decode(codec.model().request(purpose).orElseThrow(), Octets.ofHex(hex.replace(" ", "")));
    }

    private static BenchReading reading(String model, Purpose purpose, String hex) {
        return ((BenchAnswer.Reading) decode(model, purpose, hex)).reading();
    }

    private static String values(BenchReading reading) {
        return reading.values().stream()
                .map(value -> value.key() + "=" + value.value() + value.unit())
                .collect(Collectors.joining(" "));
    }

    @Test
    void readsAnOpacimeter() {
        var codec = codec("mqy-200@1");
        assertThat(codec.model().pollRequests())
                .extracting(request -> request.bytes().hex())
                .containsExactly("A65A");
        var reading = reading("mqy-200@1", Purpose.DATA, "A6 00 7B 00 1F 09 92 01 66 BE");
        assertThat(values(reading))
                .isEqualTo("opacityPercent=12.3% absorptionK=0.311/m engineSpeedRpm=24501/min oilC=85℃");
        assertThat(reading.status()).isEqualTo(BenchStatus.NOT_TOLD);
        assertThat(reading.value("absorptionK").orElseThrow().rawHex()).isEqualTo("001F");
    }

    @Test
    void readsTheSameLayoutOfAnotherMaker() {
        var reading = reading("nht-1@1", Purpose.DATA, "A5 00 7B 00 1F 09 92 01 66 BF");
        assertThat(values(reading))
                .isEqualTo("opacityPercent=12.3% absorptionK=0.311/m engineSpeedRpm=24501/min oilC=85℃");
    }

    @Test
    void readsTheFullAnswerWithItsSignBit() {
        var reading = reading("mqy-200@1", Purpose.FULL_DATA, "AE 00 7B 00 1F 09 92 01 66 27 94 80 11 01 D1 98");
        assertThat(values(reading)).endsWith("oilC=85℃ pressureKpa=101.32kPa temperatureC=-1.7℃ humidityPercent=46.5%");
    }

    @Test
    void readsAGasBench() {
        var reading = reading(
                "mq-50b@1", Purpose.DATA, "06 A3 17 05 A6 00 52 02 75 05 F4 00 0F 00 55 09 92 03 F5 00 65 00 32 45");
        assertThat(values(reading))
                .isEqualTo("co2Percent=14.46% coPercent=0.82% hcPpm=629ppm noPpm=1524ppm o2Percent=0.15% oilC=85℃"
                        + " engineSpeedRpm=24501/min pressureKpa=101.3kPa lambda=1.01 pef=0.05");
    }

    @ParameterizedTest
    @CsvSource({"00, READY", "02, WARMUP", "04, LEAK_CHECK", "05, ZERO", "77, UNKNOWN"})
    void readsTheStatusWithinTheData(String status, BenchStatus expected) {
        String answer = checked("06 0078 01F4 05A6 0032 0384 0320 0055 0000 " + status + " 0064");
        var reading = reading("fla-502@1", Purpose.DATA, answer);
        assertThat(reading.status()).isEqualTo(expected);
        assertThat(values(reading))
                .startsWith("hcPpm=120ppm coPercent=0.5% co2Percent=14.46% o2Percent=0.5% noPpm=900ppm"
                        + " engineSpeedRpm=8001/min oilC=85℃")
                .endsWith("lambda=1");
    }

    @ParameterizedTest
    @CsvSource({"22B8", "8888"})
    void knowsLowFlow(String flow) {
        String answer = checked("06 0078 0032 05A6 0032 0384 0320 0055 " + flow + " 00");
        var reading = reading("nha-503@1", Purpose.DATA, answer);
        assertThat(reading.status()).isEqualTo(BenchStatus.LOW_FLOW);
        assertThat(reading.value("coPercent").orElseThrow().value()).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @CsvSource({"00, READY", "01, WARMUP", "40, ZERO", "80, LOW_FLOW", "90, LOW_FLOW"})
    void readsAStatusOfBits(String bits, BenchStatus expected) {
        assertThat(reading("mqw-50a@1", Purpose.STATUS, checked("06 61 04 " + bits))
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void readsLowBytesFirstWhereTheMakerDoes() {
        var reading = reading(
                "mqw-50a@1", Purpose.DATA, checked("06 60 17 A605 5200 F401 7302 0F00 5500 9209 F503 6500 3200"));
        assertThat(values(reading))
                .startsWith("co2Percent=14.46% coPercent=0.82% hcPpm=5ppm noPpm=6.27ppm o2Percent=0.15% oilC=85℃");
    }

    @ParameterizedTest
    @CsvSource({"48, WARMUP", "5A, ZERO", "57, READY", "00, UNKNOWN"})
    void readsAStatusOfOneByte(String status, BenchStatus expected) {
        assertThat(reading("nha-506@1", Purpose.STATUS, status).status()).isEqualTo(expected);
    }

    @Test
    void putsStatusAndDataOfOneRoundTogether() {
        var ready = reading("nha-506@1", Purpose.STATUS, "57");
        var warm = reading("nha-506@1", Purpose.STATUS, "48");
        var data = reading("nha-506@1", Purpose.DATA, checked("06 0078 0032 05A6 0032 0384 0320 0055 0000 00"));
        assertThat(ready.and(data).status()).isEqualTo(BenchStatus.READY);
        assertThat(warm.and(data).status()).isEqualTo(BenchStatus.WARMUP);
        assertThat(ready.and(data).values()).isEqualTo(data.values());
        assertThat(ready.and(data).raw().length()).isEqualTo(20);
    }

    @Test
    void readsTheOtherOpacimeters() {
        assertThat(values(reading("flb-100@1", Purpose.DATA, checked("02 0D 02 001F 007B 5A 0352 0992"))))
                .isEqualTo("absorptionK=0.311/m opacityPercent=12.3% gasTemperatureC=90℃ oilC=85℃"
                        + " engineSpeedRpm=24501/min");
        assertThat(values(reading("fty-100@1", Purpose.DATA, checked("01 08 02 007B 0384 0992"))))
                .isEqualTo("opacityPercent=12.3% gasTemperatureC=90℃ engineSpeedRpm=24501/min absorptionK=0.3051/m");
        assertThat(values(reading(
                        "mqw-5101@1",
                        Purpose.DATA,
                        checked("06 30 19 0384 00FA 01D1 2794 0352 000A 0992 0078 007B 001F 0000"))))
                .isEqualTo("noPpm=900ppm temperatureC=25℃ humidityPercent=46.5% pressureKpa=101.32kPa oilC=85℃"
                        + " pipePressureKpa=1kPa engineSpeedRpm=24501/min rawOpacityPercent=12% opacityPercent=12.3%"
                        + " absorptionK=0.311/m");
    }

    @Test
    void takesAnAcceptedOrder() {
        assertThat(decode("mqw-50a@1", Purpose.CALIBRATE, "06 7E 03 79")).isInstanceOf(BenchAnswer.Accepted.class);
        assertThat(decode("fasm-5000@1", Purpose.PUMP, "A5 A5 01 0B 00 00 F4"))
                .isInstanceOf(BenchAnswer.Accepted.class);
        assertThat(decode("nha-506@1", Purpose.PUMP, "06")).isInstanceOf(BenchAnswer.Accepted.class);
    }

    @Test
    void knowsARefusalFromItsFirstByte() {
        for (String id : BenchCodecs.shippedIds()) {
            var codec = codec(id);
            for (BenchRequest request : codec.model().requests()) {
                assertThat(codec.expectedLength(request, REFUSAL)).isOne();
                assertThat(codec.decode(request, REFUSAL)).isInstanceOf(BenchAnswer.Refused.class);
            }
        }
        var codec = codec("fty-100@1");
        var data = codec.model().request(Purpose.DATA).orElseThrow();
        var error = Octets.ofHex("0102FFFE");
        assertThat(codec.expectedLength(data, error.slice(0, 2))).isEqualTo(10);
        assertThat(codec.expectedLength(data, error.slice(0, 3))).isEqualTo(4);
        assertThat(codec.decode(data, error)).isInstanceOf(BenchAnswer.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A6 00 7B 00 1F 09 92 01 66 BF | byte 9, check byte: expected BE, found BF
                    A6 00 7B 00 1F 09 92 01 66 | byte 9, length: expected 10 bytes, found the end
                    A6 00 7B 00 1F 09 92 01 66 BE 00 | byte 10, length: expected 10 bytes, found 11 bytes
                    AE 00 7B 00 1F 09 92 01 66 B6 | byte 0, head: expected A6, found AE
                    '' | byte 0, length: expected 10 bytes, found the end
                    """)
    void saysWhichByteOfAnAnswerIsWrong(String hex, String message) {
        assertThat(decode("mqy-200@1", Purpose.DATA, hex)).hasToString(message);
    }

    @Test
    void checksHeadAndDataForThemselves() {
        assertThat(decode("fasm-5000@1", Purpose.PUMP, "A5 A5 01 0B 00 00 F5"))
                .hasToString("byte 6, check byte: expected F4, found F5");
        assertThat(decode("fasm-5000@1", Purpose.PUMP, "A5 A5 01 0B 02 00 F2"))
                .hasToString("byte 4, length: expected 0 bytes of data, found 2");
        var withData = BenchCodecs.read(withData());
        var request = withData.model().request(Purpose.DATA).orElseThrow();
        var good = Octets.ofHex("A5A5010104" + "00FA" + "78000300" + "85");
        var reading = ((BenchAnswer.Reading) withData.decode(request, good)).reading();
        assertThat(values(reading)).isEqualTo("hcPpm=120ppm coPercent=0.03%");
        assertThat(withData.decode(request, Octets.ofHex("A5A5010104" + "00FA" + "78000300" + "86")))
                .hasToString("byte 11, check byte: expected 85, found 86");
    }

    private static byte[] withData() {
        return """
                {"name":"own","version":1,"vendor":"x","model":"x","kind":"GAS_BENCH","confidence":"LOW","pollMs":1000,
                 "timeoutMs":500,"retries":0,"gapMs":0,
                 "state":{"frozenAfterMs":60000,"atLimitAfterMs":10000,"jumps":3},
                 "test":{"kind":"STEADY_GAS","gateKey":"co2Percent","gateHigh":2,"gateLow":1,"settleMs":0,"windowMs":1,
                  "steady":[{"key":"coPercent","spread":1}],"maxSilenceMs":1000,"maxDurationMs":1000,"restMs":0},
                 "requests":[{"purpose":"DATA","send":"5A 5A 01 01 00 00 FE","answer":{"head":"A5 A5 01 01",
                  "check":"HEAD_AND_DATA","length":12,"fields":[
                   {"key":"hcPpm","at":7,"lowByteFirst":true,"unit":"ppm"},
                   {"key":"coPercent","at":9,"lowByteFirst":true,"scale":0.01,"unit":"%"}]}}],
                 "poll":["DATA"]}
                """.getBytes(UTF_8);
    }

    @Test
    void sendsARightCheckByteWithEachRequest() {
        for (String id : BenchCodecs.shippedIds()) {
            var model = codec(id).model();
            assertThat(model.id()).isEqualTo(id);
            for (BenchRequest request : model.requests()) {
                var bytes = request.bytes();
                int from = id.startsWith("fasm") ? 2 : 0;
                if (bytes.length() > 1) {
                    assertThat(bytes.u8(bytes.length() - 1))
                            .as("%s %s", id, request.purpose())
                            .isEqualTo(CheckRule.of(bytes, from, bytes.length() - 1));
                }
            }
        }
    }

    @Test
    void takesNoChangedByteForAnAnswer() {
        var random = new SplittableRandom(503);
        byte[] good = Octets.ofHex("A6007B001F09920166BE").toArray();
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 3));
            if (bad.length == good.length) {
                bad[random.nextInt(bad.length)] ^= (byte) random.nextInt(1, 256);
            }
            assertThat(decode("mqy-200@1", Purpose.DATA, Octets.of(bad).hex()))
                    .as("try %d", i)
                    .isInstanceOfAny(BenchAnswer.Malformed.class, BenchAnswer.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "windowMs":1 | "windowMs":-1 | bench model own@1, test, key windowMs: expected 0..3600000
                    "at":9 | "at":11 | request number 1 (DATA), answer, field coPercent, key at: expected 0..10
                    "send":"5A 5A | "send":"5A5A | request number 1, key send: expected bytes as in A6 5A
                    "gateLow":1 | "gateLow":2 | test, key gateLow: expected a number below gateHigh
                    "poll":["DATA"] | "poll":["STATUS"] | key poll: expected purposes of requests of this model
                    "kind":"GAS_BENCH" | "kind":"OPACIMETER" | key opticalPathM: expected a length in metres
                    "retries":0 | "retries":5 | key retries: expected 0..1
                    """)
    void saysWhatIsWrongInAModel(String right, String wrong, String message) {
        String json = new String(withData(), UTF_8).replace(right, wrong);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchCodecs.read(json.getBytes(UTF_8)))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"26, 0.700", "30, 0.829", "40, 1.188", "12.3, 0.305", "0, 0"})
    void turnsOpacityIntoAbsorptionAndBack(String percent, String k) {
        var path = Objects.requireNonNull(codec("mqy-200@1").model().opticalPathM());
        assertThat(Opacity.absorption(new BigDecimal(percent), path)).isEqualByComparingTo(k);
        assertThat(Objects.requireNonNull(Opacity.percent(new BigDecimal(k), path))
                        .doubleValue())
                .isCloseTo(Double.parseDouble(percent), Offset.offset(0.05));
    }

    @Test
    void hasNoAbsorptionOfABlackSensor() {
        var path = new BigDecimal("0.43");
        assertThat(Opacity.absorption(new BigDecimal(100), path)).isNull();
        assertThat(Opacity.absorption(new BigDecimal(-1), path)).isNull();
        assertThat(Opacity.percent(new BigDecimal(-1), path)).isNull();
    }

    private static String checked(String hex) {
        var bytes = Octets.ofHex(hex.replace(" ", ""));
        return bytes.hex() + Hex.of(CheckRule.of(bytes, 0, bytes.length()));
    }
}
