package io.plumewatch.sim.people;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One check-point's Server-Sent Events; remembers the last id and resumes behind it. */
public final class AlertStream {

    /** One event: {@code alert} or {@code alert-updated}, with the alert as JSON. */
    public record Event(String id, String name, JsonNode alert) {}

    private final Api api;
    private final String checkpointId;
    private String lastEventId = "";

    public AlertStream(Api api, String checkpointId) {
        this.api = api;
        this.checkpointId = checkpointId;
    }

    /** Hands over events until the connection ends; call again to resume. */
    public void listen(Consumer<Event> consumer) {
        var request =
                api.request("/api/v1/alerts/stream?checkpoint=" + checkpointId).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<Stream<String>> answer = Api.http().send(request.build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() == 200) {
                    read(lines.iterator(), consumer);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The service went away: whoever listens comes back with the last id.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }

    private void read(Iterator<String> lines, Consumer<Event> consumer) {
        String id = lastEventId;
        String name = "message";
        var data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    consumer.accept(new Event(id, name, JsonMapper.shared().readTree(data.toString())));
                    lastEventId = id;
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip()).append('\n');
            }
        }
    }
}
