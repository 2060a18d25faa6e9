package io.plumewatch.sim.api;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One caller of one HTTP interface, with its bearer token.
 *
 * <p>Every call waits for the answer, at most {@link #PATIENCE}. An answer that is not 2xx is an {@link ApiFailure},
 * no answer an {@link Unreachable}.
 */
public final class Api {

    /** A long poll lasts up to 30 s; anything longer is lost. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String token;

    public Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public JsonNode get(String path) {
        return json(send("GET", path, Optional.empty()));
    }

    /** Returns the bytes as served. */
    public byte[] getBytes(String path) {
        return send("GET", path, Optional.empty()).body();
    }

    /** Posts any value that becomes JSON. */
    public JsonNode post(String path, Object body) {
        return json(send("POST", path, Optional.of(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))));
    }

    public void delete(String path) {
        send("DELETE", path, Optional.empty());
    }

    /** Returns a request to this caller's interface, for what the calls above do not cover. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    /** Returns the client that all callers share. */
    public static HttpClient http() {
        return HTTP;
    }

    private HttpResponse<byte[]> send(String method, String path, Optional<BodyPublisher> body) {
        var request = request(path)
                .timeout(PATIENCE)
                .header("Accept", "application/json, */*")
                .method(method, body.orElse(BodyPublishers.noBody()));
        body.ifPresent(present -> request.header("Content-Type", "application/json"));
        String call = method + " " + path;
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new ApiFailure(call, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException e) {
            throw new Unreachable(call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
    }
}
