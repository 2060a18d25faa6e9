package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.gateway.fuzz.Fuzzed;
import io.plumewatch.testing.Mutation;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Requests of gates and cameras with three sightings, as lines or as an array, as far as the verdict on each. */
public final class SightingFuzz implements Fuzzed {

    private static final Instant NOW = Instant.parse("2026-11-22T00:20:00Z");
    private static final String SIGHTING = "{\"sightingId\":\"s-1\",\"seenAt\":\"2026-11-22T08:15:02.120+08:00\","
            + "\"plate\":{\"number\":\"豫H77777\",\"color\":\"YELLOW\",\"type\":\"01\",\"confidence\":0.95},"
            + "\"position\":{\"longitude\":113.2418,\"latitude\":35.2159},\"direction\":\"南向北\","
            + "\"gate\":{\"companyId\":\"C-001\",\"movement\":\"IN\",\"goods\":\"煤\"}}";
    private static final byte[] LINES =
            String.join("\n", SIGHTING, SIGHTING, SIGHTING).getBytes(UTF_8);
    private static final byte[] ARRAY = ("[" + String.join(",", SIGHTING, SIGHTING, SIGHTING) + "]").getBytes(UTF_8);

    private final SightingJudge judge = new SightingJudge("gateway-1");
    private final ProjectedDevice camera =
            new ProjectedDevice("CAM-0001", "CAMERA", "410800", true, "s", null, null, null);
    private long good;

    @Override
    public void take(long number) {
        var random = new SplittableRandom(number);
        for (byte[] item : items(random)) {
            if (judge.judge(camera, item, NOW).entry() != null) {
                good++;
            }
        }
    }

    /** A request that is broken as a whole is refused as one. */
    private static List<byte[]> items(SplittableRandom random) {
        try {
            return random.nextBoolean()
                    ? Items.ofLines(Mutation.ofJson(LINES, random))
                    : Items.ofArray(Mutation.ofJson(ARRAY, random));
        } catch (Problem refused) {
            return List.of();
        }
    }

    @Override
    public long good() {
        return good;
    }

    @Override
    public void close() {}
}
