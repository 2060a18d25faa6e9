package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.device.RawSocket;
import io.plumewatch.sim.recording.Recorder;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tap notes is what a replay sends, against stand-ins for the gateway. */
class RecordAndReplayTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] DATA = hj212("QN=20261128140000123;ST=22;CN=2051;PW=123456;MN=AIR1;Flag=5;CP=&&&&");
    private static final byte[] ANSWER = hj212("QN=20261128140000123;ST=91;CN=9014;PW=123456;MN=AIR1;Flag=4;CP=&&&&");

    @TempDir
    Path folder;

    @Test
    void aStationIsReplayedByteByByteAndWaitsForItsAnswers() throws Exception {
        Path file = folder.resolve("a.capture");
        try (var gateway = new AnsweringServer(DATA.length, ANSWER);
                var recorder = Recorder.start(file, null, Instant.now(), 1 << 20)) {
            int tap = recorder.tcp(Channel.HJ212, 0, "127.0.0.1", gateway.port());
            try (var station = RawSocket.connect(tap)) {
                for (int i = 0; i < 3; i++) {
                    station.send(DATA);
                    assertThat(station.read(ANSWER.length, PATIENCE)).isEqualTo(ANSWER);
                }
            }
            gateway.awaitEnd();
        }
        try (var gateway = new AnsweringServer(DATA.length, ANSWER)) {
            Tally tally =
                    replay(file, new Targets("127.0.0.1", 1, gateway.port(), "", URI.create("http://x")), Map.of());

            assertThat(tally.of(Channel.HJ212)).isEqualTo(new Tally.Count(3, 3, 0, 0));
            assertThat(gateway.received)
                    .hasSize(3)
                    .allSatisfy(frame -> assertThat(frame).isEqualTo(DATA));
        }
    }

    @Test
    void anInstrumentAnswersAsItDid() throws Exception {
        Path file = folder.resolve("b.capture");
        int tap;
        try (var bench = new AnsweringServer(2, new byte[] {7, 8, 9});
                var recorder = Recorder.start(file, null, Instant.now(), 1 << 20)) {
            tap = recorder.instrument("OPA-1", 0, "127.0.0.1", bench.port());
            ask(tap);
            bench.awaitEnd();
        }
        Capture capture = Capture.open(file);
        var asking = new Thread(() -> {
            try {
                ask(tap);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        var script = new InstrumentScript();
        capture.forEach(script::add);
        script.complete(false);
        var tally = new Tally();
        try (var player = InstrumentPlayer.start("OPA-1", tap, script, tally)) {
            asking.start();
            player.awaitTold(PATIENCE);
            asking.join(PATIENCE.toMillis());
        }
        assertThat(tally.of(Channel.INSTRUMENT)).isEqualTo(new Tally.Count(1, 0, 0, 0));
    }

    private static void ask(int port) throws IOException {
        try (var line = RawSocket.connect(port)) {
            line.send(new byte[] {5, 6});
            assertThat(line.read(3, PATIENCE)).containsExactly(7, 8, 9);
        }
    }

    @Test
    void aCameraComesBackWhenItIsToldTo() throws Exception {
        Path file = folder.resolve("c.capture");
        var calls = new AtomicInteger();
        var bodies = new CopyOnWriteArrayList<String>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                bodies.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.getResponseHeaders().set("Retry-After", "1");
                byte[] answer = "{\"stored\":1,\"quarantined\":[{\"index\":0}]}".getBytes(UTF_8);
                exchange.sendResponseHeaders(calls.incrementAndGet() == 2 ? 503 : 202, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        gateway.start();
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        try (var recorder = Recorder.start(file, null, Instant.now(), 1 << 20)) {
            int tap = recorder.http(0, url, Map.of("s3cret", "CAM-1"));
            var request = new Api(URI.create("http://127.0.0.1:" + tap), "s3cret")
                    .request("/api/v1/sightings")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("[{}]"));
            assertThat(Api.http().send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
        assertThat(Files.readString(file)).contains("CAM-1").doesNotContain("s3cret");

        Tally tally = replay(file, new Targets("127.0.0.1", 1, 1, "", url), Map.of("CAM-1", "another"));

        gateway.stop(0);
        assertThat(tally.of(Channel.HTTP)).isEqualTo(new Tally.Count(1, 1, 1, 0));
        assertThat(bodies).containsExactly("Bearer s3cret [{}]", "Bearer another [{}]", "Bearer another [{}]");
    }

    private static Tally replay(Path file, Targets targets, Map<String, String> secrets) {
        var plan = new Plan(Double.POSITIVE_INFINITY, Duration.ZERO, PATIENCE, Map.of());
        return Replay.run(Capture.open(file), targets, secrets, plan, line -> {});
    }

    private static byte[] hj212(String segment) {
        return Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1)))
                .bytes()
                .toArray();
    }

    /** Takes one connection, cuts it into pieces of one length and answers each with the same. */
    private static final class AnsweringServer implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<byte[]> received = new CopyOnWriteArrayList<>();
        private final Thread thread;

        AnsweringServer(int length, byte[] answer) throws IOException {
            thread = new Thread(() -> serve(length, answer), "answering");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(int length, byte[] answer) {
            try (Socket socket = listening.accept()) {
                byte[] piece = socket.getInputStream().readNBytes(length);
                while (piece.length == length) {
                    received.add(piece);
                    socket.getOutputStream().write(answer);
                    piece = socket.getInputStream().readNBytes(length);
                }
            } catch (IOException e) {
                // Over.
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        void awaitEnd() throws InterruptedException {
            thread.join(PATIENCE.toMillis());
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
