package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.plumewatch.gateway.tcp.PeerBounds;
import io.plumewatch.wire.obd.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that cost more than they bring: too many, too slow, or gone without a word. */
class ObdPeersTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LATER = Duration.ofSeconds(5);

    private ObdBench bench = new ObdBench(settings(ObdBench.peers(4, 2, List.of(), LATER)));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void areRefusedAboveTheLimitOfTheirAddress() throws IOException {
        try (Socket first = speaking("127.0.0.2");
                Socket second = speaking("127.0.0.2");
                Socket third = from("127.0.0.2");
                Socket other = speaking("127.0.0.3")) {
            assertThat(ObdBench.ends(third)).isTrue();
            assertThat(List.of(first, second, other)).noneMatch(Socket::isClosed);
        }
        assertThat(refused("ADDRESS")).isEqualTo(1);
        await("nobody left", () -> assertThat(connections()).isZero());
        try (Socket again = speaking("127.0.0.2")) {
            assertThat(again.isConnected()).isTrue();
        }
    }

    @Test
    void ofANetworkThatIsExemptAreRefusedByTheTotalOnly() throws IOException {
        restart(ObdBench.peers(3, 1, List.of("127.0.0.0/8"), LATER));
        try (Socket first = speaking("127.0.0.2");
                Socket second = speaking("127.0.0.2");
                Socket third = speaking("127.0.0.2");
                Socket fourth = from("127.0.0.2")) {
            assertThat(ObdBench.ends(fourth)).isTrue();
            assertThat(List.of(first, second, third)).noneMatch(Socket::isClosed);
        }
        assertThat(refused("TOTAL")).isEqualTo(1);
        assertThat(refused("ADDRESS")).isZero();
    }

    /** As after a power cut, when those who come back find their old connections still counted. */
    @Test
    void giveWayToANewOneWhenThePortIsFullAndTheyHaveBeenSilentLongest() throws IOException {
        restart(ObdBench.peers(4, 4, List.of(), LATER, SOON));
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket first = speaking("127.0.0.2");
                Socket second = speaking("127.0.0.2");
                Socket third = speaking("127.0.0.2");
                Socket busy = speaking("127.0.0.2")) {
            ObdBench.send(busy, Frames.login(VIN));
            try (Socket fifth = letInAfterAll(busy)) {
                assertThat(ObdBench.ends(first)).isTrue();
                speak(second);
                speak(busy);
                try (Socket sixth = letInAfterAll(busy)) {
                    assertThat(ObdBench.ends(third)).isTrue();
                    assertThat(List.of(fifth, sixth)).allMatch(Socket::isConnected);
                }
                speak(busy);
            }
        }
        assertThat(bench.events("closed_for_a_newer")).isEqualTo(2);
    }

    /** Returns a new connection that is let in at some time, while another one goes on sending. */
    private Socket letInAfterAll(Socket busy) {
        var in = new AtomicReference<Socket>();
        await("a place", () -> {
            speak(busy);
            Socket next = from("127.0.0.3");
            try {
                speak(next);
                in.set(next);
            } catch (IOException | IndexOutOfBoundsException e) {
                next.close();
                throw new AssertionError("no place", e);
            }
        });
        return Objects.requireNonNull(in.get());
    }

    @Test
    void endWhenTheySayNothingAfterConnecting() throws IOException {
        restart(ObdBench.peers(4, 2, List.of(), SOON));
        try (Socket silent = from("127.0.0.2")) {
            assertThat(ObdBench.ends(silent)).isTrue();
        }
        assertThat(bench.events("closed_no_frame")).isEqualTo(1);
    }

    /** Each byte comes in time, but no frame does. */
    @Test
    void endWhenTheyDripGarbage() throws IOException {
        restart(ObdBench.peers(4, 2, List.of(), SOON));
        try (Socket slow = from("127.0.0.2")) {
            assertThat(drips(slow, new byte[] {'x'})).isTrue();
        }
        assertThat(bench.events("closed_no_frame")).isEqualTo(1);
    }

    @Test
    void endWhenTheyDripAFrame() throws IOException {
        try (Socket slow = from("127.0.0.2")) {
            assertThat(drips(slow, Frames.login(VIN).bytes().toArray())).isTrue();
        }
        assertThat(bench.events("closed_half_frame")).isEqualTo(1);
    }

    /** None of their frames is for anybody whom we know. */
    @Test
    void endWhenTheyStayStrangers() throws IOException {
        try (Socket stranger = from("127.0.0.2");
                Socket other = from("127.0.0.2")) {
            for (int frame = 1; frame < ObdBench.STRANGER_FRAMES; frame++) {
                ObdBench.send(stranger, Frames.upload(VIN, Layout.A, 1));
                speak(other);
            }
            speak(stranger);
            assertThat(ObdBench.ends(stranger)).isTrue();

            bench.with(VIN, Frames.ICCID, null, null);
            ObdBench.send(other, Frames.login(VIN));
            bench.awaitEntries(1);
            for (int frame = 0; frame < 2 * ObdBench.STRANGER_FRAMES; frame++) {
                speak(other);
            }
        }
        assertThat(bench.events("closed_stranger")).isEqualTo(1);
    }

    @Test
    void endWhenTheyArePlatformsOfStrangersAlone() throws IOException {
        try (Socket platform = from("127.0.0.2")) {
            for (int frame = 0; frame < ObdBench.PLATFORM_STRANGER_FRAMES; frame++) {
                assertThat(ObdBench.flag(platform, Frames.forwarded(VIN))).isEqualTo(0x02);
            }
            assertThat(ObdBench.ends(platform)).isTrue();
        }
        assertThat(bench.events("closed_stranger")).isEqualTo(1);
    }

    @Test
    void areAskedByTheSystemWhetherTheyAreStillThere() throws IOException {
        assumeTrue(Epoll.isAvailable() && Files.exists(Path.of("/proc/net/tcp")));
        try (Socket quiet = speaking("127.0.0.2")) {
            String pair = String.format(
                    Locale.ROOT, ".*:%04X \\w*0200007F:%04X .*", bench.server.port(), quiet.getLocalPort());
            await("a keep-alive timer of 30 s", () -> {
                String line = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                        .flatMap(ObdPeersTests::lines)
                        .filter(each -> each.matches(pair))
                        .findFirst()
                        .orElseThrow();
                assertThat(line).contains(" 02:00000");
            });
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private void restart(PeerBounds peers) {
        bench.close();
        bench = new ObdBench(settings(peers));
    }

    private static ObdSettings settings(PeerBounds peers) {
        return ObdBench.settings(ObdBench.NO_TLS, Map.of(), 1 << 24, peers);
    }

    private Socket from(String address) throws IOException {
        var socket = new Socket("127.0.0.1", bench.server.port(), InetAddress.getByName(address), 0);
        socket.setSoTimeout(4_000);
        return socket;
    }

    /** Returns a connection that has got an answer. */
    private Socket speaking(String address) throws IOException {
        Socket socket = from(address);
        speak(socket);
        return socket;
    }

    private static void speak(Socket socket) throws IOException {
        ObdBench.send(socket, Frames.timeSync(VIN));
        ObdBench.answer(socket);
    }

    /** Sends a byte about each 50 ms; true when the other side ends it before 4 s have gone by. */
    private static boolean drips(Socket socket, byte[] bytes) throws IOException {
        socket.setSoTimeout(50);
        InputStream answers = socket.getInputStream();
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        for (int sent = 0; System.nanoTime() < end; sent++) {
            try {
                socket.getOutputStream().write(bytes[sent % bytes.length]);
                if (answers.read() < 0) {
                    return true;
                }
            } catch (java.net.SocketTimeoutException e) {
                // Still open.
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }

    private double refused(String reason) {
        return bench.meters
                .counter("plumewatch.connections.refused", "protocol", "obd", "reason", reason)
                .count();
    }

    private double connections() {
        return bench.meters
                .get("plumewatch.connections")
                .tag("protocol", "obd")
                .tag("tls", "false")
                .gauge()
                .value();
    }
}
