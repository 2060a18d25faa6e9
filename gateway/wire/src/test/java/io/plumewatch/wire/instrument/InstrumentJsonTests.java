package io.plumewatch.wire.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.instrument.PointValue.Flag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstrumentJsonTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:02.120Z");

    @Test
    void writesAFinishedTestWithWhatWasSaid() {
        var k = new PointValue("absorptionK", new BigDecimal("0.31"), null, "1/m", Set.of(), "001F");
        var test = new FinishedTest(
                "20261122081502120",
                "FREE_ACCELERATION",
                NOW,
                NOW.plusSeconds(60),
                List.of(k),
                List.of(new Exchange(NOW, "A65A", "A6007B001F09920166BE")));
        assertThat(new String(InstrumentJson.finished("OPA-0001", "mqy-200@1", test), UTF_8))
                .isEqualTo("{\"instrument\":\"OPA-0001\",\"model\":\"mqy-200@1\",\"testNo\":\"20261122081502120\","
                        + "\"kind\":\"FREE_ACCELERATION\",\"startedAt\":\"2026-11-22T08:15:02.12+08:00\","
                        + "\"finishedAt\":\"2026-11-22T08:16:02.12+08:00\","
                        + "\"values\":[{\"key\":\"absorptionK\",\"value\":0.31,\"unit\":\"1/m\"}],"
                        + "\"raw\":[{\"at\":\"2026-11-22T08:15:02.12+08:00\",\"request\":\"A65A\","
                        + "\"response\":\"A6007B001F09920166BE\"}]}");
    }

    @Test
    void leavesOutTheUnitOfANumberAsSuch() {
        var values = List.of(
                new PointValue("lambda", new BigDecimal("1.01"), null, "", Set.of(), "0065"),
                new PointValue("noPpm", new BigDecimal("9000"), null, "ppm", Set.of(Flag.OUT_OF_RANGE), "2328"));
        var test = new FinishedTest("7", "STEADY_GAS", NOW, NOW, values, List.of());
        assertThat(new String(InstrumentJson.finished("GAS-0001", "fla-502@1", test), UTF_8))
                .contains("\"values\":[{\"key\":\"lambda\",\"value\":1.01},"
                        + "{\"key\":\"noPpm\",\"value\":9000,\"unit\":\"ppm\",\"flags\":[\"OUT_OF_RANGE\"]}]");
    }
}
