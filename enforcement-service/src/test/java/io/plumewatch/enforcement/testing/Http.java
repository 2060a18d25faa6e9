package io.plumewatch.enforcement.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service of a test as one caller, over real HTTP. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String token;

    private Http(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A caller with this token; an empty one calls without credentials. */
    public static Http as(Environment environment, String token) {
        return new Http("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), token);
    }

    public static Http asAdministrator(Environment environment) {
        return as(environment, TestServers.ADMIN_TOKEN);
    }

    /** Makes a token with the administrator's and returns its caller; roles and areas as JSON arrays' content. */
    public static Http withToken(Environment environment, String person, String role, String areaCode) {
        String body = """
                {"person": "%s", "roles": ["%s"], "areaCodes": ["%s"]}""".formatted(person, role, areaCode);
        Answer made = asAdministrator(environment).post("/api/v1/tokens", body);
        return as(environment, made.json().get("token").stringValue());
    }

    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts JSON; further headers as name, value, name, value. */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer, with its body as JSON when it is asked for. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** Returns the text at a JSON pointer such as {@code /errors/0/field}; empty when there is none. */
        public String at(String pointer) {
            return Objects.requireNonNull(json().at(pointer)).asString("");
        }
    }
}
