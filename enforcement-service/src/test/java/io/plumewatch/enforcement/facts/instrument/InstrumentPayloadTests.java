package io.plumewatch.enforcement.facts.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.json.Decoded;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class InstrumentPayloadTests {

    private static final String EXCHANGE =
            "{\"at\":\"2026-11-28T10:00:00.100+08:00\",\"request\":\"A65A\",\"response\":\"A6012C00530C1E0163AB\"}";

    @Test
    void readsTheLongestTestThatAnInstrumentMayTake() {
        // Five minutes at ten questions a second.
        assertThat(InstrumentPayload.test(test(3_000))).isInstanceOf(Decoded.Ok.class);
    }

    @Test
    void refusesWhatNoGatewayPutTogether() {
        assertThat(InstrumentPayload.test(test(60_000))).isInstanceOf(Decoded.Bad.class);
    }

    private static byte[] test(int exchanges) {
        return ("{\"instrument\":\"OPA-1\",\"model\":\"mqy-200@1\",\"testNo\":\"7\",\"kind\":\"FREE_ACCELERATION\","
                        + "\"startedAt\":\"2026-11-28T10:00:00+08:00\",\"finishedAt\":\"2026-11-28T10:05:00+08:00\","
                        + "\"values\":[{\"key\":\"opacityPercent\",\"value\":41.2,\"unit\":\"%\"}],\"raw\":["
                        + String.join(",", Collections.nCopies(exchanges, EXCHANGE)) + "]}")
                .getBytes(UTF_8);
    }
}
