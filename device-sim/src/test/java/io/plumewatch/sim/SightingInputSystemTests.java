package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.Caller.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Gates and cameras over HTTP: good items of a request are stored whatever the bad ones are. */
@ExtendWith(CityExtension.class)
class SightingInputSystemTests {

    private static final String PATH = "/api/v1/sightings";

    private final TestCity city;
    private Caller camera;

    SightingInputSystemTests(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void registerACamera() {
        var device = Map.of(
                "deviceNo",
                "CAM-" + UUID.randomUUID().toString().substring(0, 8),
                "kind",
                "CAMERA",
                "areaCode",
                Roadside.AREA);
        String secret = city.admin()
                .post("/api/v1/devices", device)
                .ok()
                .required("secret")
                .stringValue();
        camera = city.gateway().as(secret);
    }

    @Test
    void storesTheGoodItemsAndSaysWhatIsWrongWithTheOthers() {
        double received = city.counters().received("sighting");
        String ahead = sighting("s-ahead", Instant.now().plus(Duration.ofMinutes(10)));
        String body = "[" + sighting("s-1", Instant.now()) + ","
                + sighting("s-2", Instant.now()).replace("豫H77777", "???") + "," + ahead + ","
                + sighting("s-3", Instant.now()) + "]";

        JsonNode answer = accepted(camera.post(PATH, body));

        assertThat(answer.path("stored").asInt()).isEqualTo(2);
        assertThat(answer.path("duplicates").asInt()).isZero();
        assertThat(answer.path("quarantined").toString())
                .contains("\"index\":1", "OUT_OF_RANGE", "\"index\":2", "CLOCK_AHEAD");
        assertThat(city.counters().received("sighting")).isEqualTo(received + 4);
    }

    @Test
    void takesLinesAndCompressedLines() throws IOException {
        String lines = sighting("n-1", Instant.now()) + "\n" + sighting("n-2", Instant.now()) + "\n";

        assertThat(accepted(camera.post(PATH, "application/x-ndjson", lines.getBytes(UTF_8)))
                        .path("stored")
                        .asInt())
                .isEqualTo(2);
        Answer compressed =
                camera.post(PATH, "application/x-ndjson", gzip(lines.replace("n-", "z-")), "Content-Encoding", "gzip");
        assertThat(accepted(compressed).path("stored").asInt()).isEqualTo(2);
    }

    @Test
    void refusesABrokenRequestAsAWhole() {
        assertThat(camera.post(PATH, "[{").status()).isEqualTo(400);
        assertThat(camera.post(PATH, "7").status()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanAThousandItemsAndMoreThanTwoMebibytes() {
        String many = "[" + (sighting("x", Instant.now()) + ",").repeat(1_000) + sighting("x", Instant.now()) + "]";
        String big = "[" + " ".repeat(2 * 1024 * 1024) + "]";

        assertThat(camera.post(PATH, many).status()).isIn(400, 413);
        assertThat(camera.post(PATH, big).status()).isEqualTo(413);
    }

    @Test
    void refusesAnUnknownTokenAndAPersonsToken() {
        String body = "[" + sighting("s", Instant.now()) + "]";

        assertThat(camera.as("nobody-knows-this-token").post(PATH, body).status())
                .isEqualTo(401);
        assertThat(camera.as(null).post(PATH, body).status()).isEqualTo(401);
        assertThat(city.gateway().post(PATH, body).status()).isIn(401, 403);
    }

    @Test
    void refusesAPhotoUnderAnotherName() {
        Photo photo = Photo.take();
        String other = Photo.take().sha256();

        assertThat(camera.put("/api/v1/photos/" + other, "image/jpeg", photo.jpeg())
                        .status())
                .isEqualTo(422);
        assertThat(camera.put("/api/v1/photos/" + photo.sha256(), "image/jpeg", photo.jpeg())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void showsCountersAndQuarantineToThoseWhoMaySeeThem() {
        assertThat(city.gateway().as(null).get("/actuator/health").status()).isEqualTo(200);
        assertThat(city.gateway().as(null).get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(camera.get("/actuator/prometheus").status()).isIn(401, 403);
        assertThat(city.gateway().as(null).get("/api/v1/quarantine").status()).isEqualTo(401);
        assertThat(city.gateway().get("/api/v1/quarantine?after=%21%21").status())
                .isEqualTo(400);
    }

    private static JsonNode accepted(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json();
    }

    private static String sighting(String id, Instant seenAt) {
        return "{\"sightingId\":\"" + id + "\",\"seenAt\":\"" + PassDraft.text(seenAt)
                + "\",\"plate\":{\"number\":\"豫H77777\",\"color\":\"YELLOW\",\"type\":\"01\",\"confidence\":0.95}}";
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
