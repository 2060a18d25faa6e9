package io.plumewatch.enforcement.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Those who are not logged in, each from an address of its own. */
@EnforcementTest
class StrangersTests {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    @Autowired
    Environment environment;

    @Test
    void areCountedByTheirOwnAddressBehindATrustedProxy() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(login(TestServers.PROXY, "wrong", "X-Forwarded-For: 192.0.2.1\r\n"))
                    .contains(" 401 ");
        }
        assertThat(login(TestServers.PROXY, "wrong", "X-Forwarded-For: 192.0.2.1\r\n"))
                .contains(" 429 ");
        assertThat(login(TestServers.PROXY, "wrong", "X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n"))
                .contains(" 401 ");
    }

    @Test
    void areNotBelievedWhoTheyAre() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(login("127.0.0.8", "wrong", "X-Forwarded-For: 192.0.2." + (10 + i) + "\r\n"))
                    .contains(" 401 ");
        }
        assertThat(login("127.0.0.8", "wrong", "X-Forwarded-For: 192.0.2.99\r\n"))
                .contains(" 429 ");
    }

    @Test
    void getASecureCookieWhenATrustedProxySpeaksTls() throws IOException {
        assertThat(login(TestServers.PROXY, TestServers.ADMIN_TOKEN, "X-Forwarded-Proto: https\r\n"))
                .contains("plumewatch_session=")
                .contains("Secure");
        assertThat(login("127.0.0.6", TestServers.ADMIN_TOKEN, "X-Forwarded-Proto: https\r\n"))
                .contains("plumewatch_session=")
                .doesNotContain("Secure");
    }

    @Test
    void keepFewThreadsWaitingForTheirForms() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(send("127.0.0.7", "POST /login", FORM + "Content-Length: 100\r\n", "password="));
        }
        // Those before it may not be counted yet; the first one too many is answered at once.
        String answer = "";
        while (!answer.contains(" 429 ")) {
            Socket next = send("127.0.0.7", "POST /login", FORM + "Content-Length: 100\r\n", "password=");
            next.setSoTimeout(200);
            waiting.add(next);
            answer = status(next);
        }

        assertThat(waiting).hasSizeLessThan(8);
        assertThat(login("127.0.0.5", "wrong", "")).contains(" 401 ");
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @Test
    void mayNotSendBodiesWhereNobodyWantsOne() throws IOException {
        for (String request : List.of("POST /login", "POST /css/board.css", "GET /.well-known/jwks.json")) {
            try (Socket large = send("127.0.0.4", request, FORM + "Content-Length: 2000000\r\n", "ab");
                    Socket pieces = send("127.0.0.4", request, FORM + "Transfer-Encoding: chunked\r\n", "5;")) {
                assertThat(all(large)).contains(" 413 ").contains("BODY_TOO_LARGE");
                assertThat(all(pieces)).contains(" 413 ");
            }
        }
    }

    private String login(String from, String token, String headers) throws IOException {
        String form = "password=" + token;
        String all = FORM + headers + "Connection: close\r\nContent-Length: " + form.length() + "\r\n";
        try (Socket socket = send(from, "POST /login", all, form)) {
            return all(socket);
        }
    }

    private Socket send(String from, String request, String headers, String body) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        var socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(4_000);
        String text = request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    /** Returns what comes until the connection ends. */
    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static String status(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readNBytes(16), ISO_8859_1);
        } catch (java.net.SocketTimeoutException e) {
            return "";
        }
    }
}
