package io.plumewatch.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that cost more than they bring, with real sockets. */
class StrangersTests {

    private static final String BODY_TO_COME = " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\nab";
    private static final String PIECES_TO_COME = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;";

    private static final String GZIP_HEADER = "\u001f\u008b\b\0\0\0\0\0\0\u00ff";

    private GuardedServer server = new GuardedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Five times as many as there are threads, and a byte each time before anybody's patience ends. */
    @Test
    void cannotHoldThreadsByBodiesThatAreRefusedAndDrip() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (String path : List.of("POST /refuse", "GET /ignore")) {
            for (int i = 0; i < 20; i++) {
                Socket socket = server.from("127.0.0.2");
                GuardedServer.send(socket, path + (i % 2 == 0 ? BODY_TO_COME : PIECES_TO_COME));
                sockets.add(socket);
            }
        }
        for (Socket socket : sockets) {
            assertThat(drips(socket)).isTrue();
        }

        assertThat(millis("/ignore")).isLessThan(1_000);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void getTheirAnswerBeforeTheConnectionEnds() throws IOException {
        try (Socket refused = server.from("127.0.0.2");
                Socket ignored = server.from("127.0.0.2")) {
            GuardedServer.send(refused, "POST /refuse" + BODY_TO_COME);
            GuardedServer.send(ignored, "POST /ignore" + BODY_TO_COME);

            assertThat(GuardedServer.status(refused)).contains("401");
            assertThat(ends(refused)).isTrue();
            assertThat(GuardedServer.status(ignored)).contains("200");
            assertThat(ends(ignored)).isTrue();
        }
    }

    @Test
    void keepTheirConnectionWhenTheWholeBodyHadArrived() throws IOException {
        try (Socket socket = server.from("127.0.0.2")) {
            String request = "POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20_000);
            for (int i = 0; i < 3; i++) {
                GuardedServer.send(socket, request);
                assertThat(GuardedServer.status(socket)).contains("401");
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
        }
    }

    @Test
    void areRefusedABodyThatDrips() throws IOException {
        restart("plumewatch.http.bodies=500ms");
        for (String path : List.of("/read", "/form", "/gzip")) {
            try (Socket socket = server.from("127.0.0.2")) {
                GuardedServer.send(
                        socket,
                        "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 20000\r\n\r\n" + GZIP_HEADER);
                assertThat(drips(socket)).as(path).isTrue();
            }
        }
    }

    @Test
    void areGivenMoreTimeForWhatHasCome() throws IOException {
        restart("plumewatch.http.bodies=100ms", "plumewatch.http.body-bytes-per-second=1000");
        try (Socket socket = server.from("127.0.0.2")) {
            GuardedServer.send(
                    socket, "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 5001\r\n\r\n" + "x".repeat(5_000));
            socket.setSoTimeout(1_000);
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> GuardedServer.status(socket));
            GuardedServer.send(socket, "x");
            assertThat(GuardedServer.status(socket)).contains("200");
        }
    }

    @Test
    void areEndedWhenTheirHeadersDrip() throws IOException {
        restart("plumewatch.http.headers=500ms");
        try (Socket dripping = server.from("127.0.0.2");
                Socket blank = server.from("127.0.0.2");
                Socket second = server.from("127.0.0.2")) {
            GuardedServer.send(dripping, "GET /ignore HTTP/1.1\r\nHost: a\r\nX:");
            assertThat(drips(dripping)).isTrue();
            assertThat(drips(blank, '\n')).isTrue();
            GuardedServer.send(second, "GET /ignore HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(GuardedServer.status(second)).contains("200");
            GuardedServer.send(second, "GET /ignore HTTP/1.1\r\nHost: a\r\nX:");
            assertThat(drips(second)).isTrue();
        }
    }

    /** Its connection is older than the patience with headers, each time. */
    @Test
    void mayComeBackLateOnTheSameConnection() throws Exception {
        restart("plumewatch.http.headers=100ms");
        try (Socket socket = server.from("127.0.0.2")) {
            for (int i = 0; i < 3; i++) {
                Thread.sleep(150);
                GuardedServer.send(socket, "GET /refuse HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(GuardedServer.status(socket)).contains("401");
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
        }
    }

    @Test
    void areRefusedAboveTheLimitOfTheirAddress() throws IOException {
        restart("plumewatch.http.per-address=2");
        try (Socket first = server.from("127.0.0.2");
                Socket second = server.from("127.0.0.2");
                Socket third = server.from("127.0.0.2");
                Socket other = server.from("127.0.0.3")) {
            assertThat(ends(third)).isTrue();
            for (Socket socket : List.of(first, second, other)) {
                GuardedServer.send(socket, "GET /ignore HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(GuardedServer.status(socket)).contains("200");
            }
            first.getInputStream().readAllBytes();
            assertThat(server.refused()).isEqualTo(1);
            try (Socket again = server.from("127.0.0.2")) {
                GuardedServer.send(again, "GET /ignore HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(GuardedServer.status(again)).contains("200");
            }
        }
    }

    private void restart(String... settings) {
        server.close();
        server = new GuardedServer(settings);
    }

    private long millis(String path) throws Exception {
        long start = System.nanoTime();
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .timeout(Duration.ofSeconds(5))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static boolean ends(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean drips(Socket socket) throws IOException {
        return drips(socket, 'x');
    }

    /** Sends a byte about each 50 ms; true when the other side ends it before 4 s have gone by. */
    private static boolean drips(Socket socket, char drop) throws IOException {
        socket.setSoTimeout(50);
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            try {
                socket.getOutputStream().write(drop);
                while (socket.getInputStream().read() >= 0) {
                    // The answer.
                }
                return true;
            } catch (SocketTimeoutException e) {
                // Still open.
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }
}
