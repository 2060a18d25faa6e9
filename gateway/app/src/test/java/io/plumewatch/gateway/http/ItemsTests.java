package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTests {

    @Test
    void cutsAnArrayWithoutChangingAByte() {
        assertThat(array(" [ {\"a\": \"豫\" ,\"b\":[1,{}]} ,{} , 17, {\"c\":\"]\"}]\n"))
                .containsExactly("{\"a\": \"豫\" ,\"b\":[1,{}]}", "{}", "17", "{\"c\":\"]\"}");
    }

    /** A string that holds the text of a sighting is a string all the same: nobody may read it as an object. */
    @Test
    void leavesStringsTheirQuotes() {
        assertThat(array("[\"{\\\"sightingId\\\":1}\", 1.5e3 ,null,true,\"\",-2]"))
                .containsExactly("\"{\\\"sightingId\\\":1}\"", "1.5e3", "null", "true", "\"\"", "-2");
    }

    @Test
    void cutsLinesAndSkipsEmptyOnes() {
        assertThat(text(Items.ofLines("{\"a\":1}\r\n\n{oh\n{}".getBytes(UTF_8))))
                .containsExactly("{\"a\":1}\r", "{oh", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{}", "[{},", "[{}] {}", "[{}}", "nonsense"})
    void refusesWhatIsNoArray(String body) {
        assertThatThrownBy(() -> array(body)).isInstanceOf(Problem.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (Charset other : List.of(UTF_16, UTF_16LE, UTF_16BE)) {
            assertThatThrownBy(() -> Items.ofArray("[{}]".getBytes(other)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void refusesTooManyItems() {
        assertThatThrownBy(() -> Items.ofLines("{}\n".repeat(1_001).getBytes(UTF_8)))
                .hasMessageContaining("at most 1000");
    }

    private static List<String> array(String body) {
        return text(Items.ofArray(body.getBytes(UTF_8)));
    }

    private static List<String> text(List<byte[]> items) {
        return items.stream().map(item -> new String(item, UTF_8)).toList();
    }
}
