package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.SampleFrames;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExplainTests {

    static final String PASS = """
            {"passId":"p1","measuredAt":"2026-11-22T08:15:02.120+08:00","plate":{"number":"豫H12345","confidence":0.97},\
            "exhaust":{"opacityPercent":34.1}}""";

    static final String ENTRY = """
            {"v":1,"kind":"%s","device":"RS-0001","trust":"ENROLLED","clock":"GOOD","measuredAt":"1795306502120",\
            "receivedAt":1795306503000,"replayed":"0","key":"RS-0001/p1","gateway":"g1",%s}""";

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.obd.SampleFrames#names")
    void showsEveryByteOnceAndInOrder(String name) {
        var explanation = Explain.line(SampleFrames.bytes(name).hex());

        assertThat(explanation.rows().stream().map(Explanation.Row::raw).collect(Collectors.joining()))
                .isEqualTo(withoutPassword(name));
        int offset = 0;
        for (var row : explanation.rows()) {
            assertThat(row.offset()).isEqualTo(offset);
            offset += row.length();
        }
    }

    /** S16 is the login of a platform; its password stands behind header, time, serial and user. */
    private static String withoutPassword(String name) {
        String hex = SampleFrames.bytes(name).hex();
        return name.equals("S16") ? hex.substring(0, 88) + "2A".repeat(20) + hex.substring(128) : hex;
    }

    @Test
    void readsHexWithBlanksAndSmallLetters() {
        String spaced = SampleFrames.bytes("S7").hex().toLowerCase(Locale.ROOT).replaceAll("(..)", "$1 ");

        assertThat(Explain.explainLine(spaced).path("ok").asBoolean()).isTrue();
    }

    @Test
    void saysThatAFrameIsShorterThanItsLength() {
        String hex = SampleFrames.bytes("A1").hex();
        var json = Explain.explainLine(hex.substring(0, hex.length() - 8));

        assertThat(problems(json)).isEqualTo("LENGTH_MISMATCH");
        assertThat(json.path("vin").asString()).isEqualTo("LGDCHA1G8MA127733");
        assertThat(json.path("dataLength").asInt()).isEqualTo(173);
        assertThat(json.path("bcc").isNull()).isTrue();
    }

    @Test
    void saysThatAFrameIsLongerThanItsLength() {
        var json = Explain.explainLine(SampleFrames.bytes("S7").hex() + "00");

        assertThat(problems(json)).isEqualTo("LENGTH_MISMATCH");
        assertThat(json.path("bcc").path("computed").asString()).isEqualTo("59");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            332222          | NOT_A_FRAME   | UNKNOWN
            23230           | NOT_A_FRAME   | UNKNOWN
            232302          | NOT_A_FRAME   | UNKNOWN
            hello           | NOT_A_FRAME   | UNKNOWN
            {"passId":      | NOT_A_FRAME   | UNKNOWN
            ##0101QN=2016;  | LENGTH_MISMATCH | HJ212
            2323303130313031| LENGTH_MISMATCH | HJ212
            ##00A1QN=2016;  | NOT_A_FRAME   | HJ212
            {}              | UNKNOWN_LAYOUT| RS
            """)
    void saysWhatCannotBeRead(String line, String problem, String protocol) {
        var json = Explain.explainLine(line);

        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(problems(json)).isEqualTo(problem);
        assertThat(json.path("protocol").asString()).isEqualTo(protocol);
        assertThat(json.path("warnings")).isNotEmpty();
    }

    @Test
    void keepsWhatIsOnlyOddAWarning() {
        var json = Explain.explainLine(SampleFrames.bytes("G3").hex());

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(warnings(json)).contains("VIN_CHECK_DIGIT vin", "OUT_OF_RANGE protocol", "OUT_OF_RANGE mileageKm");
    }

    @ParameterizedTest
    @CsvSource({"S9, NO_KEY", "S13, VALID", "A1, ABSENT", "I2, ABSENT"})
    void saysWhatIsKnownOfTheSignature(String name, String state) {
        var json = Explain.explainLine(SampleFrames.bytes(name).hex());

        assertThat(json.path("signature").path("state").asString()).isEqualTo(state);
        assertThat(json.path("ok").asBoolean()).isTrue();
    }

    @Test
    void warnsOfAVendorsCommandAndKeepsItsBytes() {
        var json = Explain.explainLine(SampleFrames.bytes("I10").hex());

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(warnings(json)).contains("VENDOR_COMMAND data");
        assertThat(json.path("data").asString()).hasSize(212);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GS1 | 0:ok 170:ok 340:ok
            GS2 | 0:NOT_A_FRAME 164:ok 334:ok
            GS3 | 0:NOT_A_FRAME 3:ok 173:ok 343:ok 513:NOT_A_FRAME
            GS4 | 0:NOT_A_FRAME 3:BCC_MISMATCH,UNKNOWN_LAYOUT 173:NOT_A_FRAME 182:ok 352:ok 522:NOT_A_FRAME
            S19 | 0:NOT_A_FRAME 2:ok 55:NOT_A_FRAME 56:LENGTH_MISMATCH
            """)
    void answersOncePerFrameOrGarbageRun(String name, String answers) {
        byte[] bytes = SampleFrames.bytes(name).toArray();
        for (int split = 0; split < bytes.length; split += 7) {
            var stream = Explain.binary();
            var explanations = stream.feed(Arrays.copyOf(bytes, split));
            explanations.addAll(stream.feed(Arrays.copyOfRange(bytes, split, bytes.length)));
            explanations.addAll(stream.end());

            assertThat(explanations.stream().map(ExplainTests::answer).collect(Collectors.joining(" ")))
                    .as("split at %d", split)
                    .isEqualTo(answers);
        }
    }

    @Test
    void findsWholeFramesBehindAHalfOneWhenTheStreamEnds() {
        var stream = Explain.binary();
        var explanations = stream.feed(SampleFrames.bytes("A1").slice(0, 60).toArray());
        explanations.addAll(stream.feed(SampleFrames.bytes("S7").toArray()));
        explanations.addAll(stream.end());

        assertThat(explanations).extracting(ExplainTests::answer).containsExactly("0:LENGTH_MISMATCH", "60:ok");
    }

    @Test
    void explainsAPass() {
        var json = Explain.explainLine(PASS);

        assertThat(json.path("protocol").asString()).isEqualTo("RS");
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("pass").path("exhaust").path("opacityPercent").decimalValue())
                .isEqualByComparingTo("34.1");
    }

    @Test
    void namesTheFieldThatAPassLacks() {
        var json = Explain.explainLine(PASS.replace("passId", "id"));

        assertThat(problems(json)).isEqualTo("UNKNOWN_LAYOUT");
        assertThat(warnings(json)).contains("MISSING_FIELD passId");
    }

    @Test
    void onlyWarnsOfAValueOutOfRange() {
        var json = Explain.explainLine(PASS.replace("34.1", "-5000"));

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(warnings(json)).contains("OUT_OF_RANGE exhaust.opacityPercent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sightingId\":\"s\",\"seenAt\":\"2026-11-22T08:15:02+08:00\",\"plate\":{\"number\":\"豫H12345\"}}",
                "{\"state\":\"ONLINE\",\"at\":\"2026-11-22T08:15:02+08:00\"}",
                "{\"calibrationId\":\"c\",\"performedAt\":\"2026-11-22T08:15:02+08:00\",\"kind\":\"DAILY\",\"result\":\"PASS\"}",
                "{\"id\":\"p1\",\"outcome\":\"STORED\"}"
            })
    void knowsTheOtherMessages(String line) {
        assertThat(Explain.explainLine(line).path("ok").asBoolean()).as(line).isTrue();
    }

    @Test
    void explainsALogEntryAndWhatIsInside() {
        String payload = Base64.getEncoder().encodeToString(PASS.getBytes(UTF_8));
        var json = Explain.explainLine(ENTRY.formatted("PASS", "\"payload\":\"" + payload + "\""));

        assertThat(json.path("protocol").asString()).isEqualTo("LOG");
        assertThat(json.path("version").asInt()).isOne();
        assertThat(json.path("receivedAt").asString()).isEqualTo("2026-11-22T08:15:03+08:00");
        assertThat(json.path("payload").path("pass").path("passId").asString()).isEqualTo("p1");
        assertThat(json.path("ok").asBoolean()).isTrue();
    }

    @Test
    void explainsAPackedLogEntryLikeOneOfSingleFields() {
        var entry = new LogEntry(
                EntryKind.PASS,
                "RS-0001",
                Trust.ENROLLED,
                ClockState.GOOD,
                Instant.ofEpochMilli(1795306502120L),
                Instant.ofEpochMilli(1795306503000L),
                false,
                "RS-0001/p1",
                "g1",
                PASS.getBytes(UTF_8));
        String packed = Base64.getEncoder().encodeToString(entry.toFields().get(LogEntry.ENTRY));
        String payload = Base64.getEncoder().encodeToString(PASS.getBytes(UTF_8));

        var json = Explain.explainLine("{\"v\":2,\"gateway\":\"g1\",\"entry\":\"" + packed + "\"}");

        var single = (ObjectNode) Explain.explainLine(ENTRY.formatted("PASS", "\"payload\":\"" + payload + "\""));
        assertThat(json).isEqualTo(single.put("version", 2));
        assertThat(Explain.explainLine("{\"v\":2,\"gateway\":\"g1\",\"entry\":\"AAAA\"}")
                        .path("ok")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void explainsEveryReadingOfABundle() {
        byte[] payload = SampleFrames.bytes("N1").toArray();
        byte[] broken = payload.clone();
        broken[broken.length - 1] ^= 1;
        String bundle = Base64.getEncoder()
                .encodeToString(Bundle.toFields("g1", List.of(packed(payload), packed(broken)))
                        .get(Bundle.ENTRIES));

        var json = Explain.explainLine("{\"v\":3,\"gateway\":\"g1\",\"entries\":\"" + bundle + "\"}");

        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.path("readings")).hasSize(2);
        assertThat(json.at("/readings/0/ok").asBoolean()).isTrue();
        assertThat(json.at("/readings/0/payload/protocol").asString()).isEqualTo("OBD");
        assertThat(json.at("/readings/1/payload/problems/0").asString()).isEqualTo("BCC_MISMATCH");
        assertThat(Explain.explainLine("{\"v\":3,\"gateway\":\"g1\",\"entries\":\"AAAA\"}")
                        .path("ok")
                        .asBoolean())
                .isFalse();
    }

    private static byte[] packed(byte[] payload) {
        return new LogEntry(
                        EntryKind.OBD,
                        "LSTTEST0000000001",
                        Trust.ENROLLED,
                        ClockState.GOOD,
                        null,
                        Instant.ofEpochMilli(1795306503000L),
                        false,
                        "k",
                        "g1",
                        payload)
                .packed();
    }

    @Test
    void readsThePayloadOfALogEntryAsText() {
        String text = PASS.replace("\"", "\\\"");
        var json = Explain.explainLine(ENTRY.formatted("PASS", "\"payloadText\":\"" + text + "\""));

        assertThat(json.path("payload").path("protocol").asString()).isEqualTo("RS");
    }

    @Test
    void isNotOkWhenTheFrameInALogEntryIsNot() {
        String payload =
                Base64.getEncoder().encodeToString(SampleFrames.bytes("S18").toArray());
        var explanation = Explain.line(ENTRY.formatted("OBD", "\"payload\":\"" + payload + "\""));

        assertThat(explanation.ok()).isFalse();
        assertThat(problems(explanation.json().path("payload"))).isEqualTo("BCC_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"v\":1', '\"v\":2', v",
        "ENROLLED, FRIEND, trust",
        "1795306503000, yesterday, receivedAt",
        "payload, load, payload"
    })
    void namesTheFieldOfALogEntryThatIsWrong(String right, String wrong, String field) {
        String entry = ENTRY.formatted("PASS", "\"payload\":\"e30=\"");
        String broken = entry.replace(right, wrong.equals("yesterday") ? "\"yesterday\"" : wrong);

        assertThat(warnings(Explain.explainLine(broken))).contains("WRONG_FIELD " + field);
    }

    @Test
    void showsWhatANationalRecordComesTo() {
        JsonNode json = Explain.explainLine("{\"JLBH\":\"J1\",\"JCSJ\":\"2026-11-22 08:15:02\",\"HPHM\":\"豫H12345\","
                + "\"CPYS\":\"1\",\"NOCO2\":\"105.39\",\"BTGDJG\":\"34.1\",\"PDJG\":\"0\"}");

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("pass").path("exhaust").path("opacityPercent").asDouble())
                .isEqualTo(34.1);
        assertThat(json.path("deviceVerdict").asString()).isEqualTo("FAIL");
        assertThat(json.path("national").path("CPYS").path("value").asString()).isEqualTo("YELLOW");
        assertThat(json.path("national").path("NOCO2").path("unit").asString()).isEqualTo("ppm per %");
    }

    @Test
    void saysWhatIsWrongWithANationalRecord() {
        JsonNode json = Explain.explainLine("{\"DWBH\":\"1\",\"JLBH\":\"2\"}");

        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(warnings(json)).contains("MISSING_FIELD JCSJ");
    }

    @Test
    void neverThrowsOnBrokenText() {
        String entry = ENTRY.formatted("PASS", "\"payloadText\":\"" + PASS.replace("\"", "\\\"") + "\"");
        for (int seed = 0; seed < 10_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder(seed % 2 == 0 ? PASS : entry);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(1, text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
                    case 1 ->
                        text.insert(
                                at,
                                List.of("1e999", "null", "[", "\"", "{}", "\ud800")
                                        .get(random.nextInt(6)));
                    default -> text.delete(at, at + random.nextInt(1, 9));
                }
            }

            var explanation = Explain.line(text.toString());
            assertThat(explanation.json().path("ok").isBoolean())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    private static String answer(Explanation explanation) {
        return explanation.json().path("offset").asString() + ":"
                + (explanation.ok() ? "ok" : problems(explanation.json()).replace(' ', ','));
    }

    private static String problems(JsonNode json) {
        return json.path("problems").valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    private static List<String> warnings(JsonNode json) {
        return json.path("warnings")
                .valueStream()
                .map(warning -> warning.path("code").asString() + " "
                        + warning.path("field").asString(""))
                .toList();
    }
}
