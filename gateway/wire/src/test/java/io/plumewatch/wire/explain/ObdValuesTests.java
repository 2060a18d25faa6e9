package io.plumewatch.wire.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.obd.SampleFrames;
import io.plumewatch.wire.obd.SampleFrames.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every value that the golden table states, looked up in the explanation of its frame. */
class ObdValuesTests {

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.obd.SampleFrames#names")
    void saysWhatTheTableStates(String name) {
        var json = Explain.explainLine(SampleFrames.bytes(name).hex());
        var wrong = new ArrayList<String>();
        for (Stated stated : SampleFrames.stated(name)) {
            String said = said(json, stated);
            if (!said.equals(stated.value())) {
                wrong.add(stated + " but was " + said);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.obd.SampleFrames#names")
    void isNotOkWhereTheTableSaysSo(String name) {
        String problems = Explain.explainLine(SampleFrames.bytes(name).hex())
                .path("problems")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));

        assertThat(problems)
                .isEqualTo(
                        switch (name) {
                            case "S18", "I12" -> "BCC_MISMATCH";
                            case "I7", "N2" -> "UNKNOWN_LAYOUT";
                            default -> "";
                        });
    }

    /** What the frames without blocks say, at the top level. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A2  | time   | 2020-01-08T14:08:06+08:00
            A2  | serial | 3
            A2  | iccid  | 89861119222035507877
            A3  | time   | 2020-09-17T19:46:52+08:00
            A3  | serial | 26
            I1  | time   | 2020-01-21T15:40:32+08:00
            I1  | iccid  | 89861118290031966737
            I8  | time   | 2019-08-21T14:52:30+08:00
            I8  | serial | 1
            I12 | time   | 2020-01-21T15:40:32+08:00
            I12 | serial | 1
            I12 | positionValid | true
            I12 | longitude | 104.067982
            I12 | latitude  | 30.672504
            N1  | iccid  | 898602C9991600029149
            N1  | tail   | 0118535657504541314137375631323137375630303030313231
            N1  | profile | P4
            N2  | profile | P4
            S1  | time   | 2024-05-06T07:08:00+08:00
            S1  | iccid  | 89860000000000000001
            S6  | time   | 2024-05-06T07:58:00+08:00
            S6  | serial | 1
            S7  | dataLength | 0
            S8  | time   | 2024-05-06T07:08:05+08:00
            S9  | profile | P3
            S12 | time   | 2024-05-06T07:10:00+08:00
            S12 | positionValid | true
            S12 | longitude | 116.397128
            S12 | latitude  | 39.916527
            S13 | time   | 2024-05-06T07:11:00+08:00
            S13 | chipId | CHIPID0000000001
            S13 | filedVin | LSTTEST0000000001
            S14 | status | 0x01
            S14 | information | 0x00
            S15 | status | 0x02
            S15 | information | 0x02
            S16 | time   | 2024-05-06T07:12:00+08:00
            S16 | serial | 1
            S16 | user   | platform0001
            S16 | password | ******
            S16 | encryptionRule | 1
            S21 | profile | P2
            S22 | profile | P1a
            """)
    void saysWhatAFrameWithoutBlocksSays(String name, String field, String value) {
        assertThat(Explain.explainLine(SampleFrames.bytes(name).hex())
                        .path(field)
                        .asString())
                .isEqualTo(value);
    }

    private static String said(JsonNode json, Stated stated) {
        if (stated.block().isEmpty()) {
            return plain(stated.field(), json.path(stated.field()));
        }
        var block = json.path("blocks").path(Integer.parseInt(stated.block()));
        return switch (stated.field()) {
            case "type", "serial", "time" -> plain(stated.field(), block.path(stated.field()));
            case "vendor" -> block.path("fields").path("raw").asString();
            case "positionState" -> block.path("fields").path("positionValid").asBoolean() ? "0x00" : "0x01";
            default -> plain(stated.field(), block.path("fields").path(stated.field()));
        };
    }

    private static String plain(String field, JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
        }
        if (node.isObject()) {
            boolean code = List.of("protocol", "mil", "dtcCount").contains(field);
            return (code ? "" : node.path("state").asString() + " ")
                    + node.path("raw").asString();
        }
        if (node.isNull() || node.isMissingNode()) {
            return switch (field) {
                case "layout" -> "none";
                case "iupr" -> "absent";
                default -> "";
            };
        }
        return node.asString().replace("+08:00", "");
    }
}
