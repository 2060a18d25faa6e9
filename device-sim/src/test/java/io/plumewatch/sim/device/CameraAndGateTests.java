package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.SeenVehicle;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.sighting.Sighting;
import io.plumewatch.wire.sighting.SightingJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for the gateway that keeps what it is told. */
class CameraAndGateTests {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T06:00:00Z"));
    private static final CityVehicle TRUCK = new Traffic(Scenario.city(0, LocalDate.of(2026, 1, 1)))
            .vehicles()
            .findFirst()
            .orElseThrow();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer gateway;
    private URI url;
    private volatile int status = 202;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::take);
        gateway.start();
        url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            boolean photo = exchange.getRequestMethod().equals("PUT");
            requests.add(photo ? "photo" : new String(body, UTF_8));
            byte[] answer = "{\"stored\":1,\"duplicates\":2,\"quarantined\":[{\"index\":0}]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(photo ? 204 : status, photo ? -1 : answer.length);
            if (!photo) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    @Test
    void aCameraPutsThePictureBeforeTheSightingThatNamesIt() {
        var camera = camera(SightingForm.LINES_GZIP, SightingFaults.NONE);

        SeenVehicle vehicle = view();
        camera.sees(vehicle);

        assertThat(camera.send()).isEqualTo(new SightingAnswer(1, 2, 1));
        assertThat(requests).hasSize(2).first().isEqualTo("photo");
        assertThat(sighting(requests.get(1)).photoSha256()).isEqualTo(vehicle.sha256());
    }

    @Test
    void whatIsNotConfirmedIsSentAgainAndNothingTwice() {
        var camera = camera(SightingForm.ARRAY, SightingFaults.NONE);
        camera.sees(view());
        status = 503;
        camera.send();
        assertThat(camera.waiting()).isEqualTo(1);
        status = 202;
        camera.send();
        camera.send();

        assertThat(camera.waiting()).isZero();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(2)).isEqualTo(requests.get(1));
    }

    @Test
    void aWornOneRepeatsItselfWritesNonsenseAndGoesSlow() {
        var camera = camera(SightingForm.LINES, new SightingFaults(1, 0, 1, Duration.ofSeconds(-20)));
        camera.sees(view());
        camera.send();

        List<String> lines = requests.get(1).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
        assertThat(SightingJson.one(lines.get(2).getBytes(UTF_8))).isInstanceOf(Decoded.Bad.class);
        assertThat(sighting(lines.get(0)).seenAt().toInstant())
                .isEqualTo(CLOCK.instant().minusSeconds(20));
    }

    @Test
    void whoIsInGoesOutNext() {
        var gate = new Gate(url, "GATE-1", "s", "C-1", SightingForm.LINES, SightingFaults.NONE, CLOCK);
        gate.passes(view());
        gate.passes(view());
        gate.send();

        var movements = new ArrayList<Sighting.Movement>();
        requests.get(0).lines().forEach(line -> movements.add(passage(line).movement()));
        assertThat(movements).containsExactly(Sighting.Movement.IN, Sighting.Movement.OUT);
    }

    private Camera camera(SightingForm form, SightingFaults faults) {
        return new Camera(url, "CAM-1", "s", new RsPass.Position(113.2, 35.2), "南向北", form, faults, CLOCK);
    }

    private static SeenVehicle view() {
        return SeenVehicle.of(TRUCK, "test", new SplittableRandom(1));
    }

    private static Sighting.Gate passage(String json) {
        return Objects.requireNonNull(sighting(json).gate());
    }

    private static Sighting sighting(String json) {
        return ((Decoded.Ok<Sighting>) SightingJson.one(json.strip().getBytes(UTF_8))).value();
    }
}
