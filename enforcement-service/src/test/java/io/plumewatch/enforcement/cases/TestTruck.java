package io.plumewatch.enforcement.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A truck of its own at a site of its own, whose evidence comes in as if read from the log. */
final class TestTruck {

    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000);

    private final World world;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    final String deviceNo = "RS-C" + suffix;
    final String number = "豫HC"
            + String.format(Locale.ROOT, "%05d", NUMBERS.getAndIncrement()).substring(1);

    private TestTruck(World world) {
        this.world = world;
    }

    static TestTruck register(World world) {
        return register(world, true);
    }

    /** A truck that is measured by a unit which was filed at no site. */
    static TestTruck registerWithoutSite(World world) {
        return register(world, false);
    }

    private static TestTruck register(World world, boolean unitAtSite) {
        TestTruck truck = new TestTruck(world);
        Http admin = Http.asAdministrator(world.environment);
        admin.post("/api/v1/sites", """
                {"siteId": "S-%s", "name": "南环路", "areaCode": "410802", "longitude": 113.24, "latitude": 35.21,
                 "published": true}""".formatted(truck.suffix));
        admin.post(
                "/api/v1/devices", """
                {"deviceNo": "%s", "kind": "RS_FIXED", "areaCode": "410802", "siteId": %s, "certificateNo": "JL-1"}
                """.formatted(truck.deviceNo, unitAtSite ? "\"" + truck.siteId() + "\"" : "null"));
        admin.post("/api/v1/vehicles", """
                {"plate": {"number": "%s", "type": "01", "color": "YELLOW"}, "fuel": "B", "vehicleType": "H11",
                 "areaCode": "410800"}""".formatted(truck.number));
        return truck;
    }

    String siteId() {
        return "S-" + suffix;
    }

    String encodedNumber() {
        return URLEncoder.encode(number, UTF_8);
    }

    long vehicleId() {
        return world.vehicles.find(number, "01").orElseThrow().vehicleId();
    }

    /** A calibrated pass with two stored photos. */
    void measured(String passId, Instant at, double opacity) {
        calibrated(at, true);
        passed(passId, at, opacity, 2);
    }

    void passed(String passId, Instant at, double opacity, int photos) {
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < photos; i++) {
            String sha256 =
                    (passId + suffix + i).chars().mapToObj(Integer::toHexString).reduce("", String::concat);
            sha256 = (sha256 + "0".repeat(64)).substring(0, 64);
            named.append(i == 0 ? "" : ",").append("""
                    {"role": "FRONT", "sha256": "%s"}""".formatted(sha256));
            enter(EntryKind.PHOTO, sha256, at, """
                    {"sha256": "%s", "bytes": 1000, "storedAt": "%s"}""".formatted(sha256, at));
        }
        enter(EntryKind.PASS, deviceNo + "/" + passId, at, """
                {"passId": "%s", "measuredAt": "%s", "replayed": true,
                 "plate": {"number": "%s", "type": "01", "color": "YELLOW", "confidence": 0.97},
                 "exhaust": {"opacityPercent": %s}, "photos": [%s]}
                """.formatted(passId, at, number, opacity, named));
    }

    void calibrated(Instant at, boolean passed) {
        String id = UUID.randomUUID().toString();
        enter(EntryKind.CALIBRATION, deviceNo + "/" + id, at, """
                {"calibrationId": "%s", "performedAt": "%s", "kind": "DAILY", "result": "%s",
                 "opacity": [{"referencePercent": 30, "measuredPercent": 30.2}]}
                """.formatted(id, at, passed ? "PASS" : "FAIL"));
    }

    void inspected(Instant at) {
        Http station = Http.withToken(world.environment, "station " + suffix, "STATION", "410800");
        Http.Answer answer = station.post("/api/v1/stations/inspections", """
                {"inspectionId": "%s", "plate": {"number": "%s", "type": "01"}, "performedAt": "%s",
                 "kind": "RETEST", "result": "PASS"}""".formatted(
                        UUID.randomUUID(), number, at.toString().replace("Z", "+00:00")));
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
    }

    /** The truck's cases as an officer sees them. */
    List<JsonNode> cases(Http officer) {
        return officer.get("/api/v1/cases?limit=500")
                .json()
                .get("items")
                .valueStream()
                .filter(each -> each.at("/plate/number").asString().equals(number))
                .toList();
    }

    private void enter(EntryKind kind, String key, Instant measuredAt, String json) {
        LogEntry entry = new LogEntry(
                kind,
                deviceNo,
                Trust.ENROLLED,
                ClockState.GOOD,
                measuredAt,
                measuredAt.plusSeconds(10),
                true,
                key,
                "test",
                json.getBytes(UTF_8));
        world.enter(entry);
    }

    /** What the trucks of a test context share. */
    static final class World {

        private final Environment environment;
        private final Vehicles vehicles;
        private final ObjectProvider<EntryHandler> handlers;
        private final TransactionTemplate transaction;

        World(
                Environment environment,
                Vehicles vehicles,
                ObjectProvider<EntryHandler> handlers,
                TransactionTemplate transaction) {
            this.environment = environment;
            this.vehicles = vehicles;
            this.handlers = handlers;
            this.transaction = transaction;
        }

        /** One entry after another: evidence is one stream. */
        synchronized void enter(LogEntry entry) {
            EntryHandler handler = handlers.stream()
                    .filter(each -> each.kinds().contains(entry.kind()))
                    .findFirst()
                    .orElseThrow();
            transaction.executeWithoutResult(
                    status -> handler.handle(List.of(new StoredEntry("evidence", "0-0", entry))));
        }
    }
}
