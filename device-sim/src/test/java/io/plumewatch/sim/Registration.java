package io.plumewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;

/** An administrator who changes the registry, and how soon it shows. */
record Registration(TestCity city) {

    private static final Duration AT_THE_LATEST = Duration.ofSeconds(5);

    /** Registers a device and returns its secret. */
    String enrolled(Map<String, Object> device) {
        return city.admin()
                .post("/api/v1/devices", device)
                .ok()
                .required("secret")
                .stringValue();
    }

    /** Returns the new secret of a device. */
    String rotated(String deviceNo) {
        return city.admin()
                .post("/api/v1/devices/" + deviceNo + "/rotate-secret", Map.of())
                .ok()
                .required("secret")
                .stringValue();
    }

    void suspend(Map<String, Object> device) {
        var suspended = new HashMap<>(device);
        suspended.put("state", "SUSPENDED");
        city.admin().post("/api/v1/devices", suspended).ok();
    }

    static Map<String, Object> camera(String deviceNo) {
        return Map.of("deviceNo", deviceNo, "kind", "CAMERA", "areaCode", Roadside.AREA);
    }

    static Map<String, Object> terminal(String deviceNo, String vin, String iccid) {
        return Map.of(
                "deviceNo", deviceNo, "kind", "OBD_TERMINAL", "areaCode", Roadside.AREA, "vin", vin, "iccid", iccid);
    }

    /** Returns how far a gateway trusts a device that it has seen. */
    static String trust(Caller gateway, String deviceNo) {
        return TestCity.all(gateway, "/api/v1/devices").stream()
                .filter(seen -> seen.path("deviceNo").asString("").equals(deviceNo))
                .map(seen -> seen.path("trust").asString(""))
                .findFirst()
                .orElse("not seen");
    }

    /** Sends a sighting to a gateway and returns the status of the answer. */
    static int sighting(Caller camera) {
        var sighting = Map.of(
                "sightingId",
                UUID.randomUUID().toString(),
                "seenAt",
                PassDraft.text(Instant.now()),
                "plate",
                Map.of("number", "豫H77778", "color", "YELLOW", "type", "01", "confidence", 0.95));
        return camera.post("/api/v1/sightings", List.of(sighting)).status();
    }

    /** Waits no longer than the promise, and says how long it took. */
    static void soon(String what, ThrowingRunnable assertion) {
        long start = System.nanoTime();
        Eventually.within().alias(what).atMost(AT_THE_LATEST).untilAsserted(assertion);
        System.err.printf(Locale.ROOT, "%s after %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
    }
}
