package io.plumewatch.gateway.http;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.testing.TestGateway;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway without a broker: everything but MQTT works. */
class GatewayHttpTests {

    private static final TestRedis REDIS = new TestRedis();
    private static TestGateway gateway;

    @TempDir
    private static Path blobs;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        REDIS.register("GATE-1", "GATE");
        REDIS.register("AIR-1", "AIR_STATION");
        REDIS.token("admin", "ADMIN");
        REDIS.token("officer", "OFFICER");
        REDIS.token("crew", "CREW");
        gateway = TestGateway.start(REDIS.uri(), "tcp://127.0.0.1:1", blobs);
    }

    @BeforeEach
    void awaitReadiness() {
        await("log and projection", () -> {
            assertThat(gateway.part(ReadingLog.class).writable(EntryKind.SIGHTING))
                    .isTrue();
            assertThat(gateway.part(Devices.class).present()).isTrue();
        });
    }

    @AfterAll
    static void stop() {
        gateway.close();
        REDIS.close();
    }

    @Test
    void storesSightingsAndSaysWhichItRefuses() throws Exception {
        String body = "[" + sighting("s-1") + ",{\"sightingId\":\"s-2\"}," + sighting("s-1") + ",3]";

        HttpResponse<String> answer = post(body.getBytes(UTF_8), "application/json", null);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains("\"stored\":1,\"duplicates\":1")
                .contains("{\"index\":1,\"reason\":\"MISSING_FIELD\"}")
                .contains("{\"index\":3,\"reason\":");
        assertThat(REDIS.entries(Streams.sightings("豫H12345")))
                .filteredOn(entry -> entry.key().equals("GATE-1/s-1"))
                .extracting(LogEntry::payload)
                .containsExactly(sighting("s-1").getBytes(UTF_8));
    }

    @Test
    void takesLinesCompressed() throws Exception {
        HttpResponse<String> answer = post(
                gzip((sighting("g-1") + "\n" + sighting("g-2") + "\n").getBytes(UTF_8)),
                "application/x-ndjson",
                "gzip");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"stored\":2");
    }

    @Test
    void inflatesNoBomb() throws Exception {
        HttpResponse<String> answer = post(gzip(new byte[50 << 20]), "application/x-ndjson", "gzip");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void promisesNothingWhileTheLogIsAway() throws Exception {
        REDIS.server().kill();
        try {
            HttpResponse<String> answer = post(("[" + sighting("x-1") + "]").getBytes(UTF_8), "application/json", null);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            REDIS.server().restart();
        }
    }

    @Test
    void storesAPhotoUnderItsDigestOnly() throws Exception {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
        String sha256 = TestRedis.sha256(jpeg);

        assertThat(put(sha256, jpeg).statusCode()).isEqualTo(204);
        assertThat(put(TestRedis.sha256("other"), jpeg).statusCode()).isEqualTo(422);
        assertThat(put(TestRedis.sha256("text"), "text".getBytes(UTF_8)).statusCode())
                .isEqualTo(422);
        assertThat(blobs.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jpg"))
                .hasBinaryContent(jpeg);
    }

    /** The secret of a sensor must not be good for live sightings. */
    @Test
    void takesNothingFromADeviceThatSeesNoPlates() throws Exception {
        var sighting = HttpRequest.newBuilder(uri("/api/v1/sightings"))
                .header("Authorization", "Bearer secret-AIR-1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[" + sighting("a-1") + "]"));
        HttpResponse<String> answer = http.send(sighting.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("WRONG_DEVICE_KIND");
    }

    @Test
    void asksEverybodyForTheRightToken() throws Exception {
        assertThat(get("/api/v1/quarantine", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/quarantine", "nobody").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/quarantine", "crew").statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/instruments", "crew").body()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(get("/api/v1/instruments", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/quarantine", "officer").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", "officer").statusCode()).isEqualTo(403);
        assertThat(get("/actuator/prometheus", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/quarantine?token=officer", "officer").statusCode())
                .isEqualTo(400);
        assertThat(get("/actuator/health", "").body()).contains("evidenceLog").contains("mqtt");
    }

    @Test
    void listsWhatWasRefusedWithPlatesMasked() throws Exception {
        String broken = "{\"sightingId\":\"q-1\",\"plate\":{\"number\":\"豫H99999\"},\"seenAt\":\"yesterday\"}";
        post(("[" + broken + "]").getBytes(UTF_8), "application/json", null);

        await(
                "the list",
                () -> assertThat(get("/api/v1/quarantine?device=GATE-1", "officer")
                                .body())
                        .contains("\"field\":\"seenAt\"")
                        .contains("豫H9***9")
                        .doesNotContain("99999"));
        assertThat(get("/api/v1/quarantine?after=oh", "officer").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/quarantine?reason=TOO_OLD", "officer").body())
                .isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void givesAnAdministratorWhatWasRefusedWhole() throws Exception {
        String broken = "{\"sightingId\":\"e-1\",\"plate\":{\"number\":\"豫H88888\"},\"seenAt\":\"never\"}";
        post(("[" + broken + "]").getBytes(UTF_8), "application/json", null);
        String payload = "\"payload\":\"" + Base64.getEncoder().encodeToString(broken.getBytes(UTF_8)) + "\"}";
        String path = "/api/v1/quarantine/export?device=GATE-1";

        await(
                "the export",
                () -> assertThat(get(path, "admin").body().lines()).anyMatch(line -> line.endsWith(payload)));
        HttpResponse<String> export = get(path + "&reason=TOO_OLD", "admin");
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(export.headers().firstValue("Link")).isEmpty();
        assertThat(export.body()).isEmpty();
        assertThat(get(path, "officer").statusCode()).isEqualTo(403);
        assertThat(get(path, "").statusCode()).isEqualTo(401);
        assertThat(get(path + "&after=oh", "admin").statusCode()).isEqualTo(400);
    }

    @Test
    void showsItsCountersUnderTheirAgreedNames() throws Exception {
        post("[{}]".getBytes(UTF_8), "application/json", null);

        assertThat(get("/actuator/prometheus", "admin").body())
                .contains("plumewatch_frames_received_total{protocol=\"obd\"} 0.0")
                .contains("plumewatch_frames_received_total{protocol=\"rs\"} 0.0")
                .contains("plumewatch_frames_received_total{protocol=\"sighting\"}")
                .contains("plumewatch_quarantined_total{protocol=\"sighting\",reason=\"MISSING_FIELD\"}");
    }

    @Test
    void tellsWhenItTakesNothing() throws Exception {
        assertThat(get("/actuator/prometheus", "admin").body())
                .contains("plumewatch_projection_present 1.0")
                .contains("plumewatch_mqtt_subscribed 0.0")
                .contains("plumewatch_instrument_file_refused 0.0")
                .contains("plumewatch_connections_refused_total{protocol=\"obd\",reason=\"TOTAL\"} 0.0");

        REDIS.commands().del(ProjectionKeys.VERSION);

        var metrics = gateway.part(MeterRegistry.class);
        await(
                "no projection",
                () -> assertThat(metrics.get("plumewatch.projection.present")
                                .gauge()
                                .value())
                        .isZero());
        REDIS.commands().incr(ProjectionKeys.VERSION);
    }

    @Test
    void showsWhichDevicesSpokeLately() throws Exception {
        post(("[" + sighting("d-1") + "]").getBytes(UTF_8), "application/json", null);

        assertThat(get("/api/v1/devices", "officer").body())
                .contains("\"deviceNo\":\"GATE-1\"")
                .doesNotContain("\"received\":0,");
    }

    @Test
    void showsHowWrongTheClockOfADeviceIsThatTellsIt() throws Exception {
        String anHourAgo = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().minusSeconds(3_600).atOffset(ZoneOffset.UTC));
        var request = HttpRequest.newBuilder(uri("/api/v1/sightings"))
                .header("Authorization", "Bearer secret-GATE-1")
                .header("Content-Type", "application/json")
                .header("Date", anHourAgo)
                .POST(BodyPublishers.ofString("[" + sighting("d-2") + "]"));
        assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);

        assertThat(get("/api/v1/devices", "officer").body()).containsPattern("\"clockDriftMillis\":-3[56]\\d{5},");
    }

    @Test
    void letsAdministratorsAskStationsThatAreThere() throws Exception {
        assertThat(ask("AIR-1", "{\"command\":\"GET_TIME\"}", "admin").body()).contains("STATION_OFFLINE");
        assertThat(ask("AIR-1", "{\"command\":\"GET_TIME\"}", "admin").statusCode())
                .isEqualTo(409);
        assertThat(ask("AIR-1", "{\"command\":\"REBOOT\"}", "admin").body()).contains("INVALID_COMMAND");
        assertThat(ask("AIR-1", "{\"command\":", "admin").statusCode()).isEqualTo(400);
        assertThat(ask("GATE-1", "{\"command\":\"GET_TIME\"}", "admin").statusCode())
                .isEqualTo(404);
        assertThat(ask("AIR-1", "{\"command\":\"GET_TIME\"}", "officer").statusCode())
                .isEqualTo(403);
        assertThat(get("/api/v1/stations/AIR-1/commands/none", "admin").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> ask(String station, String body, String token)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri("/api/v1/stations/" + station + "/commands"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(byte[] body, String type, @org.jspecify.annotations.Nullable String encoding)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/api/v1/sightings"))
                .header("Authorization", "Bearer secret-GATE-1")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String sha256, byte[] jpeg) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri("/api/v1/photos/" + sha256))
                        .header("Authorization", "Bearer secret-GATE-1")
                        .PUT(BodyPublishers.ofByteArray(jpeg))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.httpPort() + path);
    }

    private static final Instant SEEN = Instant.now();

    private static String sighting(String id) {
        return "{\"sightingId\":\"" + id + "\",\"seenAt\":\"" + SEEN + "\",\"plate\":{\"number\":\"豫H12345\"}}";
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
