package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP face of the city under one bearer token, as any outsider would call it. */
final class Caller {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final @Nullable String token;

    Caller(String base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    Caller as(@Nullable String otherToken) {
        return new Caller(base, otherToken);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return post(path, "application/json", bytes(body));
    }

    /** Posts bytes, with further headers as names and values in turn. */
    Answer post(String path, String contentType, byte[] body, String... headers) {
        var request = request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    Answer put(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofByteArray(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text
                ? text.getBytes(UTF_8)
                : JsonMapper.shared().writeValueAsBytes(body);
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(40));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** Status, content type and body of an answer. */
    record Answer(int status, String contentType, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** Returns the JSON of an answer that must have succeeded. */
        JsonNode ok() {
            if (status < 200 || status > 299) {
                throw new AssertionError("answered " + this);
            }
            return json();
        }

        /** Returns status and problem code, for example {@code 409 STALE_VERSION}. */
        String problem() {
            return status + " " + json().path("code").asString("without a code");
        }

        @Override
        public String toString() {
            return status + " " + new String(body, UTF_8);
        }
    }
}
