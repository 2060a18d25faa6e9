package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What an instrument's test says when its bytes are read once more. */
class InstrumentExplainTests {

    private static String test(String model, String response) {
        return """
                {"instrument":"OPA-0001","model":"%s","testNo":"20261122081502120","kind":"FREE_ACCELERATION",\
                "values":[{"key":"absorptionK","value":0.31,"unit":"1/m"}],\
                "raw":[{"at":"2026-11-22T08:15:02.12+08:00","request":"A65A","response":"%s"}]}""".formatted(model, response);
    }

    @Test
    void readsTheBytesOfATestAgain() {
        var explanation = Explain.line(test("mqy-200@1", "A6007B001F09920166BE"));

        assertThat(explanation.ok()).isTrue();
        assertThat(explanation.json().path("protocol").asString()).isEqualTo("INSTRUMENT");
        assertThat(explanation.json().path("decoded"))
                .hasToString("[{\"status\":\"NOT_TOLD\",\"opacityPercent\":12.3,"
                        + "\"absorptionK\":0.31,\"engineSpeedRpm\":2450,\"oilC\":85}]");
        assertThat(explanation.rows()).anySatisfy(row -> {
            assertThat(row.field()).isEqualTo("raw[0].absorptionK");
            assertThat(row.value()).isEqualTo("0.31 1/m");
            assertThat(row.remark()).isEqualTo("bytes 001F");
        });
    }

    @Test
    void saysWhichByteDoesNotFit() {
        var json = Explain.line(test("mqy-200@1", "A6007B001F09920166BF")).json();

        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.path("warnings").get(0).path("field").asString()).isEqualTo("raw[0].response");
        assertThat(json.path("warnings").get(0).path("message").asString())
                .isEqualTo("byte 9, check byte: expected BE, found BF");
    }

    @Test
    void saysThatItDoesNotKnowTheModel() {
        var json = Explain.line(test("own@7", "A6")).json();

        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("warnings").get(0).path("code").asString()).isEqualTo("UNKNOWN_MODEL");
    }

    @Test
    void explainsItWithinALogEntry() {
        String payload = Base64.getEncoder()
                .encodeToString(test("mqy-200@1", "A6007B001F09920166BE").getBytes(UTF_8));
        var json = Explain.line(ExplainTests.ENTRY
                        .replace("RS-0001", "OPA-0001")
                        .formatted("INSTRUMENT", "\"payload\":\"" + payload + "\""))
                .json();

        assertThat(json.path("payload")
                        .path("decoded")
                        .get(0)
                        .path("opacityPercent")
                        .asDouble())
                .isEqualTo(12.3);
    }
}
