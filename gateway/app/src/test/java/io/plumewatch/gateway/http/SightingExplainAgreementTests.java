package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.testing.ExplainedJson;
import io.plumewatch.gateway.testing.JsonChanges;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What explain says of sightings and what the gateway makes of them, also of sightings that nobody has seen. */
class SightingExplainAgreementTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:05Z");
    private static final String SIGHTING = """
            {"sightingId":"s-%d","seenAt":"2026-11-22T08:15:02.120+08:00",
             "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},
             "gate":{"companyId":"C-17","movement":"IN","goods":"煤"},"direction":"N"}""";

    @Test
    void theyAgree() {
        var judge = new SightingJudge("gateway-1");
        var gate = new ProjectedDevice("GATE-1", "GATE", "410800", true, "s", "site-1", null, null);
        int taken = 0;
        for (int seed = 0; seed < 800; seed++) {
            String json = JsonChanges.of(SIGHTING.formatted(seed), new SplittableRandom(seed));
            var verdict = judge.judge(gate, json.getBytes(UTF_8), NOW);
            JsonNode explained = Explain.line(json).json();
            if (ExplainedJson.agrees(explained, verdict.refusal(), "seed " + seed + " " + json)) {
                taken++;
                String seenAt = explained.path("sighting").path("seenAt").asString();
                assertThat(Objects.requireNonNull(verdict.entry()).measuredAt())
                        .isEqualTo(OffsetDateTime.parse(seenAt).toInstant());
            }
        }
        // Both sides of the comparison must have been tried.
        assertThat(taken).isBetween(100, 700);
    }
}
