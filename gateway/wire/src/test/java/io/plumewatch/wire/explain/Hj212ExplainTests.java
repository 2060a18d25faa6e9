package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.SampleStations;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.SampleFrames;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class Hj212ExplainTests {

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.hj212.SampleStations#stated")
    void saysOfEveryFrameWhatIsStatedOfIt(JsonNode stated) {
        var json = Explain.explainLine(text(stated.path("name").asString()));

        assertThat(json.path("lengthRule")).isEqualTo(stated.path("lengthRule"));
        assertThat(json.path("crc").path("sent")).isEqualTo(stated.path("crcSent"));
        assertThat(json.path("crc").path("computed")).isEqualTo(stated.path("crcComputed"));
        assertThat(json.path("qn").asString(null)).isEqualTo(stated.path("QN").asString(null));
        assertThat(json.path("mn").asString()).isEqualTo(stated.path("MN").asString());
        assertThat(json.path("flag").asString(null))
                .isEqualTo(stated.path("Flag").asString(null));
        assertThat(json.path("pw").asString()).isEqualTo("******");
        var items = json.path("cp").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
        assertThat(items)
                .isEqualTo(stated.path("items")
                        .valueStream()
                        .collect(Collectors.toMap(
                                pair -> pair.get(0).asString(),
                                pair -> pair.get(1).asString())));
    }

    @Test
    void writesTheObjectOfTheContract() {
        var json = Explain.explainLine(text("R01"));

        assertThat(json.toString())
                .startsWith("{\"protocol\":\"HJ212\",\"edition\":\"2017\",\"ok\":true,\"problems\":[],\"warnings\":[],"
                        + "\"lengthRule\":\"EXACT\",\"crc\":{\"sent\":\"D641\",\"computed\":\"D641\"},"
                        + "\"qn\":\"20220513162608370\",\"st\":\"22\",\"cn\":\"2051\",\"pw\":\"******\","
                        + "\"mn\":\"JLYP01_AIR01_0001\",\"flag\":4,"
                        + "\"cp\":{\"DataTime\":\"20220513162600\",\"a21004-Avg\":\"4\",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R03 | CRC_MISMATCH
            B01 | CRC_MISMATCH
            B02 | LENGTH_MISMATCH
            B03 | ''
            B05 | CRC_MISMATCH
            R02 | ''
            R20 | ''
            S29 | ''
            S30 | ''
            S32 | ''
            """)
    void isOkWhereOnlyTheStandardIsNotKept(String name, String problems) {
        var explanation = Explain.line(SampleStations.bare(name).hex());

        assertThat(problems(explanation.json())).isEqualTo(problems);
        assertThat(explanation.ok()).isEqualTo(problems.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R02 | LOWER_CASE_CRC
            R10 | MISSING_QN, MISSING_FLAG, LONG_TIME
            R16 | FREE_QN
            B03 | PLUS6_LENGTH
            S28 | BLANKS
            S29 | COMMA_IN_HEADER
            S30 | NO_SEMICOLON_BEFORE_CP
            R03 | DUPLICATE_KEY
            S23 | NO_VALUE
            S32 | ENCRYPTED
            S01 | ''
            """)
    void warnsOfWhatIsTolerated(String name, String codes) {
        var warnings = codes(Explain.explainLine(SampleStations.bytes(name).hex()));

        assertThat(warnings)
                .containsAll(Arrays.stream(codes.split(", "))
                        .filter(c -> !c.isEmpty())
                        .toList());
        assertThat(codes.isEmpty()).isEqualTo(warnings.isEmpty());
    }

    @Test
    void warnsOfACommandThatNoEditionKnows() {
        var json = Explain.explainLine(SampleStations.around("QN=20260315101900001;ST=22;CN=7777;MN=1;Flag=4;CP=&&&&")
                .text());

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(codes(json)).containsExactly("UNKNOWN_COMMAND");
    }

    @Test
    void namesTheFieldOfADuplicate() {
        assertThat(Explain.explainLine(text("R03"))
                        .path("warnings")
                        .valueStream()
                        .filter(warning -> warning.path("code").asString().equals("DUPLICATE_KEY"))
                        .map(warning -> warning.path("field").asString()))
                .containsExactly("a21-Rtd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ST=22;MN=1;Flag=4;CP=&&&&        | MISSING_FIELD
            CN=2011;MN=1;Flag=4              | NO_DATA_AREA
            CN=2011;MN=1;Flag=999;CP=&&&&    | WRONG_FIELD
            """)
    void knowsNoLayoutForWhatCannotBeRead(String segment, String code) {
        var json = Explain.explainLine(SampleStations.around(segment).text());

        assertThat(problems(json)).isEqualTo("UNKNOWN_LAYOUT");
        assertThat(codes(json)).contains(code);
    }

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.hj212.SampleStations#names")
    void showsEveryByteOnceButNoPassword(String name) {
        for (Octets bytes : List.of(SampleStations.bare(name), SampleStations.bytes(name))) {
            var explanation = Explain.line(bytes.hex());
            String shown = explanation.rows().stream().map(Explanation.Row::raw).collect(Collectors.joining());

            assertThat(shown).isEqualTo(Secrets.masked(bytes).hex() + lines(explanation));
            String password = bytes.text().replaceAll("(?s).*PW=([^;]+);.*", "$1");
            assertThat(explanation.json().toString()).doesNotContain("\"" + password + "\"");
            assertThat(shown)
                    .doesNotContain(
                            Octets.of(("PW=" + password).getBytes(ISO_8859_1)).hex());
        }
    }

    private static String lines(Explanation explanation) {
        return explanation.rows().stream()
                .filter(row -> row.offset() < 0)
                .map(Explanation.Row::raw)
                .collect(Collectors.joining());
    }

    @Test
    void masksPasswordsInWhatIsNoFrameAndInNewOnes() {
        String half = text("S01").substring(0, 60);
        String text = Explain.line(half).json()
                + Explain.line(half).rows().toString()
                + Explain.line("23" + Octets.of(half.getBytes(ISO_8859_1)).hex())
                        .json()
                + Explain.line(SampleStations.around("CN=1072;MN=1;PW=123456;Flag=5;CP=&&NewPW=123456&&")
                                .text())
                        .json();

        assertThat(text).doesNotContain("123456").doesNotContain("313233343536");
        assertThat(Explain.explainLine(half).path("mn").asString()).isEqualTo("410500");
    }

    @Test
    void saysWhatNamesAndValuesMean() {
        var rows = Explain.line(text("S07")).rows();

        assertThat(rows).anySatisfy(row -> {
            assertThat(row.field()).isEqualTo("a34004-Avg");
            assertThat(row.value()).isEqualTo("66.1");
            assertThat(row.unit()).isEqualTo("µg/m³");
            assertThat(row.remark()).isEqualTo("PM25 mean");
        });
        assertThat(rows)
                .extracting(Explanation.Row::remark)
                .contains("hour data", "ambient air", "normal", "edition 2017, one of several packets, answer wanted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"##0101QN=2016;", "##9999QN=1;CN=2011;MN=7;CP=&&a34004-Rtd=1", "##0005CN=2011;MN=7;CP=&&&&12"})
    void saysThatTheEndIsMissing(String line) {
        assertThat(problems(Explain.explainLine(line))).isEqualTo("LENGTH_MISMATCH");
    }

    @Test
    void saysThatSomethingFollowsTheEnd() {
        assertThat(problems(Explain.explainLine(text("S02") + "x"))).isEqualTo("LENGTH_MISMATCH");
    }

    @Test
    void tellsTheProtocolsOfAMixedStreamApart() {
        String obd = SampleFrames.bytes("S7").text();
        String stream = "##" + line("S01") + obd + line("B01") + text("S02") + obd + line("S32") + "xyz" + line("S21")
                + text("S01").substring(0, 60);
        byte[] bytes = stream.getBytes(ISO_8859_1);
        for (int split = 0; split < bytes.length; split += 13) {
            var explainer = Explain.binary();
            var explanations = explainer.feed(Arrays.copyOf(bytes, split));
            explanations.addAll(explainer.feed(Arrays.copyOfRange(bytes, split, bytes.length)));
            explanations.addAll(explainer.end());

            assertThat(explanations.stream().map(Hj212ExplainTests::answer))
                    .as("split at %d", split)
                    .containsExactly(
                            "UNKNOWN NOT_A_FRAME",
                            "HJ212 ",
                            "OBD ",
                            "HJ212 CRC_MISMATCH",
                            "HJ212 ",
                            "OBD ",
                            "HJ212 ",
                            "UNKNOWN NOT_A_FRAME",
                            "HJ212 ",
                            "HJ212 LENGTH_MISMATCH");
        }
    }

    @Test
    void explainsTheFrameInALogEntry() {
        String entry = ExplainTests.ENTRY.formatted(
                "AIR",
                "\"profile\":\"ambient@1\",\"payload\":\""
                        + Base64.getEncoder()
                                .encodeToString(SampleStations.bytes("S21").toArray()) + "\"");
        var json = Explain.explainLine(entry);

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("payload").path("cp").path("i11001-Info").asString())
                .isEqualTo("//采样管路清洁完成//");
        assertThat(json.path("payload").path("pw").asString()).isEqualTo("******");
    }

    private static String text(String name) {
        return new String(SampleStations.bare(name).toArray(), UTF_8);
    }

    private static String line(String name) {
        return SampleStations.bytes(name).text();
    }

    private static String answer(Explanation explanation) {
        return explanation.json().path("protocol").asString() + " " + problems(explanation.json());
    }

    private static String problems(JsonNode json) {
        return json.path("problems").valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    private static List<String> codes(JsonNode json) {
        return json.path("warnings")
                .valueStream()
                .map(warning -> warning.path("code").asString())
                .toList();
    }
}
