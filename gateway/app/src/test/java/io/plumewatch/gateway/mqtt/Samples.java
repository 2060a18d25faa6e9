package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What units publish. */
final class Samples {

    private static final AtomicInteger UNITS = new AtomicInteger();

    private Samples() {}

    /** Returns a device number that no other test uses. */
    static String unitNo() {
        return String.format(java.util.Locale.ROOT, "RS-%04d", UNITS.incrementAndGet());
    }

    /** Returns a pass that is sent now; {@code more} stands in front of its plate. */
    static byte[] pass(String id, Instant measuredAt, String more) {
        Instant at = measuredAt.truncatedTo(ChronoUnit.MILLIS);
        return """
                {"passId":"%s","measuredAt":"%s","sentAt":"%s",%s"plate":{"number":"豫H12345","confidence":0.97},
                 "exhaust":{"opacityPercent":12.5}}
                """.formatted(id, at, Instant.now(), more).getBytes(UTF_8);
    }

    static byte[] jpeg() {
        byte[] bytes = new byte[2_000];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }
}
