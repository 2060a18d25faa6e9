package io.plumewatch.sim.recording;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.CaptureWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small reverse proxy in front of the gateway's HTTP interface. Tokens are handed on and never noted; who is behind
 * one is known from the list of secrets, and a caller that is not on it gets an invented number.
 */
final class HttpTap implements AutoCloseable {

    private static final int MOST_BODY_BYTES = 4 << 20;
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> HANDED_ON =
            List.of("Authorization", "Content-Type", "Content-Encoding", "Accept");
    private static final List<String> HANDED_BACK = List.of("Content-Type", "Retry-After", "WWW-Authenticate");

    private final URI gateway;
    private final Map<String, String> deviceOfSecret;
    private final Map<String, String> invented = new ConcurrentHashMap<>();
    private final AtomicInteger callers = new AtomicInteger();
    private final CaptureWriter out;
    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private HttpTap(
            HttpServer server, URI gateway, Map<String, String> deviceOfSecret, CaptureWriter out, Witness witness) {
        this.server = server;
        this.gateway = gateway;
        this.deviceOfSecret = Map.copyOf(deviceOfSecret);
        this.out = out;
        this.witness = witness;
    }

    static HttpTap start(
            int port, URI gateway, Map<String, String> deviceOfSecret, CaptureWriter out, Witness witness) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var tap = new HttpTap(HttpServer.create(address, 0), gateway, deviceOfSecret, out, witness);
            tap.server.createContext("/", tap::handle);
            tap.server.setExecutor(tap.threads);
            tap.server.start();
            return tap;
        } catch (IOException e) {
            throw new RunFailed("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
            if (body.length > MOST_BODY_BYTES) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            String device = caller(exchange.getRequestHeaders().getFirst("Authorization"));
            note(exchange, device, body);
            answer(exchange, device, ask(exchange, body));
        }
    }

    private void note(HttpExchange exchange, String device, byte[] body) {
        witness.saw(device);
        out.event(CaptureEvent.request(
                out.nowMillis(),
                device,
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("Content-Encoding"),
                body));
    }

    private @Nullable HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) {
        var request = HttpRequest.newBuilder(gateway.resolve(exchange.getRequestURI()))
                .timeout(PATIENCE)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : HANDED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return Api.http().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void answer(HttpExchange exchange, String device, @Nullable HttpResponse<byte[]> answer)
            throws IOException {
        if (answer == null) {
            out.event(CaptureEvent.answer(out.nowMillis(), device, 502, new byte[0]));
            exchange.sendResponseHeaders(502, -1);
            return;
        }
        for (String name : HANDED_BACK) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        out.event(CaptureEvent.answer(out.nowMillis(), device, answer.statusCode(), answer.body()));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private String caller(@Nullable String authorization) {
        String secret = authorization == null
                ? ""
                : authorization.replaceFirst("(?i)^bearer +", "").strip();
        String known = deviceOfSecret.get(secret);
        return known == null ? invented.computeIfAbsent(secret, any -> "CALLER-" + callers.incrementAndGet()) : known;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
