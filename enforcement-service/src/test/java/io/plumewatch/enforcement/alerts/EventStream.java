package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Server-Sent Events as a crew's tablet does. */
final class EventStream implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    private EventStream(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    static EventStream open(Environment environment, String token, String checkpoint, String lastEventId) {
        try {
            var uri = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")
                    + "/api/v1/alerts/stream?checkpoint=" + checkpoint);
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            if (!lastEventId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            return new EventStream(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next event; comments are passed over. */
    Event next() {
        String id = "";
        String name = "";
        String data = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(id, name, data);
                }
                id = line.startsWith("id:") ? line.substring(3) : id;
                name = line.startsWith("event:") ? line.substring(6) : name;
                data = line.startsWith("data:") ? data + line.substring(5) : data;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the stream ended");
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    /** One event. */
    record Event(String id, String name, String data) {

        JsonNode json() {
            return JSON.readTree(data);
        }
    }
}
