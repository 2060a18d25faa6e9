package io.plumewatch.gateway.http;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.testing.TestGateway;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.log.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with narrow limits, and what strangers and devices can make of it. */
class GatewayLimitsTests {

    private static final TestRedis REDIS = new TestRedis();
    private static final Instant SEEN = Instant.now();
    private static TestGateway gateway;

    @TempDir
    private static Path blobs;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        for (int i = 1; i <= 5; i++) {
            REDIS.register("GATE-" + i, "GATE");
        }
        gateway = TestGateway.start(
                REDIS.uri(),
                "tcp://127.0.0.1:1",
                blobs,
                "plumewatch.http.bodies=1s",
                "plumewatch.http.devices.requests=1",
                "plumewatch.http.devices.sightings=2",
                "plumewatch.http.devices.photos=1",
                "plumewatch.http.devices.burst=1s");
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

    /** More than the 16 threads that there are. */
    @Test
    void servesWhileStrangersDripBodies() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            strangers.add(send("GATE-9", "POST /api/v1/sightings", 2_000_000, "[{"));
        }
        for (Socket stranger : strangers) {
            assertThat(answer(stranger)).contains(" 401 ");
        }
        long start = System.nanoTime();

        HttpResponse<String> health = http.send(
                HttpRequest.newBuilder(uri("/actuator/health/liveness")).build(), BodyHandlers.ofString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void refusesABodyThatDripsAndMeanwhileAnotherRequestOfTheSameDevice() throws Exception {
        try (Socket slow = send("GATE-1", "POST /api/v1/sightings", 1_000, "[{")) {
            await("its turn", () -> {
                slow.getOutputStream().write(' ');
                HttpResponse<String> second = post("GATE-1", "[]".getBytes(UTF_8), null);
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(second.headers().firstValue("Retry-After")).isPresent();
                assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            });
            assertThat(post("GATE-2", "[]".getBytes(UTF_8), null).statusCode()).isEqualTo(202);

            assertThat(drip(slow))
                    .contains(" 408 ")
                    .contains("application/problem+json")
                    .contains("TOO_SLOW");
        }
        assertThat(post("GATE-1", "[]".getBytes(UTF_8), null).statusCode()).isEqualTo(202);
    }

    @Test
    void takesNoMoreOfADeviceThanItsRateAndTheSameRequestLater() throws Exception {
        assertThat(post("GATE-3", sightings("r-", 5), null).statusCode()).isEqualTo(202);

        HttpResponse<String> refused = post("GATE-3", sightings("t-", 2), null);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(post("GATE-4", sightings("r-", 2), null).statusCode()).isEqualTo(202);
        await(
                "a place again",
                () -> assertThat(post("GATE-3", sightings("t-", 2), null).body())
                        .contains("\"stored\":2"));
    }

    @Test
    void takesABodyOfPiecesCompressed() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(sightings("p-", 1));
        }
        HttpResponse<String> answer = post("GATE-5", out.toByteArray(), "gzip");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"stored\":1");
    }

    private HttpResponse<String> post(String device, byte[] body, @org.jspecify.annotations.Nullable String encoding)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/api/v1/sightings"))
                .header("Authorization", "Bearer secret-" + device)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] sightings(String prefix, int items) {
        var list = new ArrayList<String>();
        for (int i = 0; i < items; i++) {
            list.add("{\"sightingId\":\"" + prefix + i + "\",\"seenAt\":\"" + SEEN
                    + "\",\"plate\":{\"number\":\"豫H12345\"}}");
        }
        return list.toString().getBytes(UTF_8);
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.httpPort() + path);
    }

    private static Socket send(String device, String request, int length, String body) throws IOException {
        var socket = new Socket("127.0.0.1", gateway.httpPort());
        socket.setSoTimeout(4_000);
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret-" + device
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Sends a byte about each 100 ms until there is an answer, and returns that. */
    private static String drip(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        var answer = new ByteArrayOutputStream();
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            try {
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    answer.write(next);
                }
                break;
            } catch (SocketTimeoutException e) {
                socket.getOutputStream().write(' ');
            }
        }
        return answer.toString(UTF_8);
    }
}
