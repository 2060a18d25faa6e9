package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** A site with a unit, plates of the scene's own, and what the unit says. */
final class Scene {

    private static final AtomicInteger PLATES = new AtomicInteger(10_000);

    private final Environment environment;
    private final TestLog log;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    final String device = "RS-" + suffix;
    final String site = "S-" + suffix;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Scene(Environment environment, TestLog log) {
        this.environment = environment;
        this.log = log;
        post("/api/v1/sites", """
                {"siteId": "%s", "name": "test site", "areaCode": "410802", "longitude": 113.2, "latitude": 35.2,
                 "published": true}""".formatted(site));
        post("/api/v1/devices", device(null, null, "JL-0"));
    }

    /** Returns a plate number that no other test uses. */
    static String plate() {
        return "豫H" + PLATES.incrementAndGet();
    }

    static String sha256() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    void register(String number, String type, String color) {
        post("/api/v1/vehicles", """
                {"plate": {"number": "%s", "type": "%s", "color": "%s"}, "fuel": "B", "vehicleType": "H11",
                 "areaCode": "410802", "companyId": "C-1", "ownerName": "张三", "ownerPhone": "13800000000"}
                """.formatted(number, type, color));
    }

    /** Registers a verification of the unit; null = always, and open. */
    void verify(@Nullable String from, @Nullable String until, String certificateNo) {
        post("/api/v1/devices", device(from, until, certificateNo));
    }

    /** Logs a pass that was measured and received just now; returns its key. */
    String pass(String number, String... photos) {
        return pass(pass(UUID.randomUUID().toString(), number, now, 20, photos));
    }

    String pass(LogEntry entry) {
        log.append(Streams.EVIDENCE, entry);
        return entry.key();
    }

    LogEntry pass(String passId, String number, Instant measuredAt, int opacity, String... photos) {
        String pictures =
                Arrays.stream(photos).map(sha256 -> """
                        {"role": "FRONT", "sha256": "%s"}""".formatted(sha256)).collect(Collectors.joining(","));
        String json = String.format(
                Locale.ROOT,
                """
                {"passId": "%s", "measuredAt": "%s", "sentAt": "%s", "plate": {"number": "%s", "confidence": 0.97},
                 "exhaust": {"opacityPercent": %d}, "photos": [%s]}""",
                passId,
                measuredAt.atOffset(ZoneOffset.ofHours(8)),
                Instant.now(),
                number,
                opacity,
                pictures);
        return entry(EntryKind.PASS, device + "/" + passId, measuredAt, json);
    }

    String calibrate(Instant performedAt) {
        String id = UUID.randomUUID().toString();
        LogEntry entry = entry(EntryKind.CALIBRATION, device + "/" + id, performedAt, """
                {"calibrationId": "%s", "performedAt": "%s", "kind": "DAILY", "result": "PASS",
                 "opacity": [{"referencePercent": 30, "measuredPercent": 30.1}]}
                """.formatted(
                        id, performedAt.atOffset(ZoneOffset.UTC)));
        log.append(Streams.EVIDENCE, entry);
        return entry.key();
    }

    void photo(String sha256) {
        log.append(Streams.EVIDENCE, entry(EntryKind.PHOTO, sha256, now, """
                {"sha256": "%s", "bytes": 1000, "storedAt": "%s"}""".formatted(sha256, now)));
    }

    String sighting(String number, Instant seenAt) {
        String id = UUID.randomUUID().toString();
        LogEntry entry = entry(EntryKind.SIGHTING, device + "/" + id, seenAt, """
                {"sightingId": "%s", "seenAt": "%s", "plate": {"number": "%s"}}
                """.formatted(
                        id, seenAt.atOffset(ZoneOffset.UTC), number));
        log.append(Streams.sightings(number), entry);
        return entry.key();
    }

    LogEntry entry(EntryKind kind, String key, Instant measuredAt, String json) {
        return TestLog.entry(kind, device, key, measuredAt, json.getBytes(StandardCharsets.UTF_8));
    }

    static LogEntry withClock(LogEntry entry, ClockState clock, Trust trust, Instant receivedAt, boolean replayed) {
        return new LogEntry(
                entry.kind(),
                entry.device(),
                trust,
                clock,
                entry.measuredAt(),
                receivedAt,
                replayed,
                entry.key(),
                entry.gateway(),
                entry.payload());
    }

    private String device(@Nullable String from, @Nullable String until, String certificateNo) {
        return """
                {"deviceNo": "%s", "kind": "RS_FIXED", "areaCode": "410802", "siteId": "%s", "certificateNo": "%s",
                 "verifiedFrom": %s, "verifiedUntil": %s}
                """.formatted(device, site, certificateNo, quoted(from), quoted(until));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private void post(String path, String json) {
        Http.Answer answer = Http.asAdministrator(environment).post(path, json);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }
}
