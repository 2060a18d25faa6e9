package io.plumewatch.wire.rs;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.Decoded.Reason;
import io.plumewatch.wire.json.StrictJson;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsJsonBadInputTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"passId\":\"9f1c2e-0001\",|passId|1..64 printable characters",
                "\"measuredAt\":\"2026-11-22T08:15:02.120+08:00\",|measuredAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "\"number\":\"豫H12345\",|plate.number|a plate of 3..16 letters and digits, with at least one digit or Latin letter",
                "\"longitude\":113.2418,|position.longitude|-180..180 °"
            })
    void namesTheMissingField(String piece, String field, String expected) {
        assertBad(SamplePass.with(piece, ""), Reason.MISSING_FIELD, field, expected);
    }

    @Test
    void namesThePlateNumberWhenTheWholePlateIsMissing() {
        assertBad(
                SamplePass.with(
                        "\"plate\":{\"number\":\"豫H12345\",\"color\":\"YELLOW\",\"type\":\"01\",\"confidence\":0.97},",
                        ""),
                Reason.MISSING_FIELD,
                "plate.number",
                "a plate of 3..16 letters and digits, with at least one digit or Latin letter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "???",
                "豫",
                "豫H12345678901234567",
                "豫H\\u00001234",
                "豫H1234\\n5",
                "无车牌",
                "豫H\\ud800123"
            })
    void refusesAnImpossiblePlate(String number) {
        assertBad(
                SamplePass.with("豫H12345", number),
                Reason.OUT_OF_RANGE,
                "plate.number",
                "a plate of 3..16 letters and digits, with at least one digit or Latin letter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"豫N00052学", "豫H1234", "临豫A123456", "豫H·12345"})
    void keepsAPlausiblePlateAsItCame(String number) {
        assertThat(SamplePass.ok(RsJson.pass(SamplePass.with("豫H12345", number)))
                        .plate()
                        .number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"opacityPercent\":34.1|\"opacityPercent\":NaN|exhaust.opacityPercent|-5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":Infinity|exhaust.opacityPercent|-5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":-Infinity|exhaust.opacityPercent|-5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":1e999|exhaust.opacityPercent|-5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":-40|exhaust.opacityPercent|-5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":100.1|exhaust.opacityPercent|-5..100 %",
                "\"ringelmann\":1|\"ringelmann\":6|exhaust.ringelmann|0..5",
                "\"ringelmann\":1|\"ringelmann\":-1|exhaust.ringelmann|0..5",
                "\"coPercent\":0.03|\"coPercent\":21|exhaust.coPercent|-1..20 %",
                "\"co2Percent\":14.2|\"co2Percent\":-1.1|exhaust.co2Percent|-1..20 %",
                "\"hcPpm\":12|\"hcPpm\":50001|exhaust.hcPpm|-2000..50000 ppm",
                "\"noPpm\":612|\"noPpm\":-2001|exhaust.noPpm|-2000..50000 ppm",
                "\"speedKmh\":43.2|\"speedKmh\":251|vehicle.speedKmh|0..250 km/h",
                "\"speedKmh\":43.2|\"speedKmh\":-1|vehicle.speedKmh|0..250 km/h",
                "\"accelerationMps2\":0.31|\"accelerationMps2\":99|vehicle.accelerationMps2|-20..20 m/s²",
                "\"vspKwPerTonne\":9.8|\"vspKwPerTonne\":1e6|vehicle.vspKwPerTonne|-500..500 kW/t",
                "\"co2PercentCm\":8.4|\"co2PercentCm\":-11|plume.co2PercentCm|-10..1000 %·cm",
                "\"coToCo2\":0.0021|\"coToCo2\":101|plume.coToCo2|-10..100",
                "\"temperatureC\":8.1|\"temperatureC\":-273.15|weather.temperatureC|-60..70 °C",
                "\"humidityPercent\":41|\"humidityPercent\":101|weather.humidityPercent|0..100 %",
                "\"pressureKpa\":101.2|\"pressureKpa\":1012|weather.pressureKpa|30..120 kPa",
                "\"windSpeedMps\":1.2|\"windSpeedMps\":-0.1|weather.windSpeedMps|0..115 m/s",
                "\"windDirectionDeg\":180|\"windDirectionDeg\":361|weather.windDirectionDeg|0..360 °",
                "\"precipitation\":\"NONE\"|\"precipitation\":\"FROGS\"|weather.precipitation|one of [NONE, RAIN, SNOW, FOG, DUST]",
                "\"slopeDeg\":1.1|\"slopeDeg\":45|road.slopeDeg|-30..30 °",
                "\"latitude\":35.2159|\"latitude\":95|position.latitude|-90..90 °",
                "\"longitude\":113.2418|\"longitude\":-181|position.longitude|-180..180 °",
                "\"confidence\":0.97|\"confidence\":97|plate.confidence|0..1",
                "\"type\":\"01\"|\"type\":\"77\"|plate.type|a plate type code of GA 24.7 such as 01",
                "\"color\":\"YELLOW\"|\"color\":\"yellow\"|plate.color|one of [BLUE, YELLOW, WHITE, BLACK, GREEN, YELLOW_GREEN, OTHER]",
                "\"lane\":2|\"lane\":-1|lane|0..99",
                "\"sequence\":1812|\"sequence\":-1|sequence|0..9007199254740991",
                "2026-11-22T08:15:02.120+08:00|2026-11-22T08:15:02.120|measuredAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "2026-11-22T08:15:02.120+08:00|2026-02-30T08:15:02+08:00|measuredAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "2026-11-22T08:15:02.120+08:00|+999999999-11-22T08:15:02+08:00|measuredAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "2026-11-22T08:15:02.900+08:00|yesterday|sentAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "2026-11-22T08:15:02.400+08:00|22.11.2026|photos[1].takenAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "9f1c2e-0001|a\\u0007b|passId|1..64 printable characters",
                "9f1c2e-0001|12345678901234567890123456789012345678901234567890123456789012345|passId|1..64 printable characters",
                "9f1c2e-0001|' '|passId|1..64 printable characters"
            })
    void namesTheFieldAndTheRange(String piece, String replacement, String field, String expected) {
        assertBad(SamplePass.with(piece, replacement), Reason.OUT_OF_RANGE, field, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"opacityPercent\":34.1|\"opacityPercent\":\"34.1\"|exhaust.opacityPercent|a number, -5..100 %",
                "\"opacityPercent\":34.1|\"opacityPercent\":\"NaN\"|exhaust.opacityPercent|a number, -5..100 %",
                "\"ringelmann\":1|\"ringelmann\":1.5|exhaust.ringelmann|a whole number, 0..5",
                "\"replayed\":false|\"replayed\":\"no\"|replayed|true or false",
                "\"passId\":\"9f1c2e-0001\"|\"passId\":17|passId|a text: 1..64 printable characters",
                "\"measuredAt\":\"2026-11-22T08:15:02.120+08:00\"|\"measuredAt\":1795306502120|measuredAt|a time with offset such as 2026-11-22T08:15:02.120+08:00",
                "\"road\":{\"slopeDeg\":1.1}|\"road\":1.1|road|an object",
                "\"photos\":[|\"photos\":[7,|photos[0]|an object",
                "\"number\":\"豫H12345\"|\"number\":12345|plate.number|a text: a plate of 3..16 letters and digits, with at least one digit or Latin letter"
            })
    void namesTheFieldOfTheWrongType(String piece, String replacement, String field, String expected) {
        assertBad(SamplePass.with(piece, replacement), Reason.WRONG_TYPE, field, expected);
    }

    @Test
    void refusesAPhotoDigestThatIsNone() {
        String expected = "64 lower-case hex digits";
        assertBad(SamplePass.with(SamplePass.REAR, "AB".repeat(32)), Reason.OUT_OF_RANGE, "photos[1].sha256", expected);
        assertBad(SamplePass.with(SamplePass.FRONT, "ab"), Reason.OUT_OF_RANGE, "photos[0].sha256", expected);
        assertBad(
                SamplePass.with("\"sha256\":\"" + SamplePass.FRONT + "\",", ""),
                Reason.MISSING_FIELD,
                "photos[0].sha256",
                expected);
    }

    @Test
    void refusesNotANumberEvenWhereNobodyLooks() {
        assertBad(
                SamplePass.with("\"lane\":2", "\"vendor\":{\"x\":[1,NaN]}"),
                Reason.OUT_OF_RANGE,
                "vendor.x[1]",
                "a finite number");
    }

    @Test
    void ignoresUnknownFields() {
        assertThat(SamplePass.ok(RsJson.pass(SamplePass.with("\"lane\":2", "\"vendor\":{\"x\":[1,null,\"y\"]}")))
                        .lane())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|one JSON object",
                "null|one JSON object",
                "[]|one JSON object",
                "\"text\"|one JSON object",
                "7|one JSON object",
                "{|JSON (RFC 8259); wrong at line 1, column 2",
                "{\"a\":}|JSON (RFC 8259); wrong at line 1, column 6",
                "{\"a\":1}x|JSON (RFC 8259); wrong at line 1, column 8",
                "{\"a\":1}{\"a\":1}|JSON (RFC 8259); wrong at line 1, column 8",
                "{'a':1}|JSON (RFC 8259); wrong at line 1, column 2",
                "{\"a\":01}|JSON (RFC 8259); wrong at line 1, column 6",
                "{\"a\":1,}|JSON (RFC 8259); wrong at line 1, column 8"
            })
    void saysWhereTheJsonIsBroken(String json, String expected) {
        Decoded.Bad<RsPass> bad = SamplePass.bad(RsJson.pass(json.getBytes(UTF_8)));

        assertThat(bad.reason()).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(bad.field()).isNull();
        assertThat(bad.expected()).startsWith(expected.replaceFirst("column \\d+", "column"));
    }

    @Test
    void refusesDuplicateKeys() {
        Decoded.Bad<RsPass> bad = SamplePass.bad(RsJson.pass(SamplePass.with("\"lane\":2", "\"passId\":\"other\"")));

        assertThat(bad.reason()).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(bad.expected()).startsWith("each key once in an object; wrong at line 2, column ");
    }

    @Test
    void neverQuotesThePayload() {
        assertThat(SamplePass.bad(RsJson.pass("{\"plate\": 豫H12345}".getBytes(UTF_8)))
                        .expected())
                .doesNotContain("豫H12345");
    }

    @Test
    void refusesOtherEncodingsAndBrokenUtf8() {
        assertThat(SamplePass.bad(RsJson.pass(SamplePass.JSON.getBytes(UTF_16))).reason())
                .isEqualTo(Reason.MALFORMED_JSON);
        byte[] broken = SamplePass.bytes();
        broken[SamplePass.JSON.indexOf("豫") + 1] = (byte) 0xFF;
        assertThat(SamplePass.bad(RsJson.pass(broken)).expected()).isEqualTo("UTF-8 text");
    }

    @Test
    void isBoundedInEveryDirection() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String longText = "{\"passId\":\"" + "x".repeat(100_000) + "\"}";
        String longNumber = "{\"lane\":" + "1".repeat(10_000) + "}";
        String many = "{\"a\":[" + "1,".repeat(100_000) + "1]}";
        for (String json : new String[] {deep, longText, longNumber, many}) {
            assertThat(SamplePass.bad(RsJson.pass(json.getBytes(UTF_8))).expected())
                    .isEqualTo(
                            "JSON of at most 16 levels, 20000 tokens, 8192 characters a text and 64 digits a number");
        }
        byte[] tooLong = new byte[StrictJson.MAX_BYTES + 1];
        Arrays.fill(tooLong, (byte) ' ');
        assertThat(SamplePass.bad(RsJson.pass(tooLong)).expected()).isEqualTo("at most 262144 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"DAILY\",\"result\":\"PASS\"}|MISSING_FIELD|calibrationId",
                "{\"calibrationId\":\"c\",\"kind\":\"DAILY\",\"result\":\"PASS\"}|MISSING_FIELD|performedAt",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"result\":\"PASS\"}|MISSING_FIELD|kind",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"DAILY\"}|MISSING_FIELD|result",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"WEEKLY\",\"result\":\"PASS\"}|OUT_OF_RANGE|kind",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"DAILY\",\"result\":\"PASS\",\"gas\":[{\"referencePpm\":1}]}|MISSING_FIELD|gas[0].component",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"DAILY\",\"result\":\"PASS\",\"gas\":{}}|WRONG_TYPE|gas",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"DAILY\",\"result\":\"PASS\",\"opacity\":[{\"measuredPercent\":120}]}|OUT_OF_RANGE|opacity[0].measuredPercent",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T05:00:00+08:00\",\"kind\":\"ANNUAL\",\"result\":\"PASS\",\"validUntil\":\"soon\"}|OUT_OF_RANGE|validUntil"
            })
    void namesTheFieldOfABadCalibration(String json, Reason reason, String field) {
        Decoded.Bad<RsCalibration> bad = SamplePass.bad(RsJson.calibration(json.getBytes(UTF_8)));

        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.field()).isEqualTo(field);
    }

    /** Whatever a broken sender or line makes of a pass: a value or a reason, never an exception. */
    @Test
    void survivesEveryMutation() {
        var random = new Random(845);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            if (RsJson.pass(mutated(SamplePass.bytes(), random)) instanceof Decoded.Bad<RsPass> bad) {
                refused++;
                assertThat(bad.expected()).isNotBlank();
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void refusesEveryCut() {
        byte[] whole = SamplePass.JSON.strip().getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(SamplePass.bad(RsJson.pass(Arrays.copyOf(whole, length))).reason())
                    .isEqualTo(Reason.MALFORMED_JSON);
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(16, bytes.length - at));
            }
        }
        return bytes;
    }

    private static void assertBad(byte[] json, Reason reason, String field, String expected) {
        assertThat(RsJson.pass(json)).isEqualTo(new Decoded.Bad<RsPass>(reason, field, expected));
    }
}
