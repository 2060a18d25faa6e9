package io.plumewatch.wire.national;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeMapTests {

    private static final String OWN = """
            {"name":"own","version":2,"timeFormats":["uuuuMMddHHmmss"],"confidencePart":1,
             "lists":{"plateColors":{"confidence":"GUESS","values":{"7":"BLUE"}}}}
            """;

    @Test
    void findsAMapByItsVersionOrByTheNewestOfItsName() {
        CodeMaps maps = CodeMaps.shipped()
                .with(List.of(
                        CodeMap.parse(OWN.getBytes(UTF_8)),
                        CodeMap.parse(
                                OWN.replace("\"version\":2", "\"version\":10").getBytes(UTF_8))));

        assertThat(maps.find("own@2")).isPresent();
        assertThat(maps.find("own").orElseThrow().id()).isEqualTo("own@10");
        assertThat(maps.find(null).orElseThrow().id()).isEqualTo("national@2");
        assertThat(maps.find("nobody@1")).isEmpty();
        assertThat(CodeMaps.shipped().find("own")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "name":"own"              | "name":"Own Map"          | name
            "version":2               | "version":0               | version
            "7":"BLUE"                | "7":"PINK"                | plateColors.7
            "confidence":"GUESS"      | "confidence":"SURE"       | plateColors.confidence
            ["uuuuMMddHHmmss"]        | ["bbb"]                   | timeFormats
            "confidencePart":1        | "confidencePart":97       | confidencePart
            "confidencePart":1        | "confidencePart":1,"aliases":{"PLATE":"HP"} | aliases.PLATE
            """)
    void namesTheFieldThatIsWrong(String piece, String replacement, String field) {
        byte[] json = OWN.replace(piece, replacement).getBytes(UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeMap.parse(json))
                .withMessageContaining(field);
    }
}
