package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.wire.sighting.Sighting;
import io.plumewatch.wire.sighting.SightingJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What gates and cameras have in common: sightings wait here until the gateway has said 202, and pictures are put one by
 * one. The oldest are forgotten when nobody takes them for too long. Not thread-safe.
 */
final class SightingSender {

    /** A request holds at most this many, as the gateway asks for. */
    private static final int MOST_ITEMS = 1_000;

    private static final int MOST_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONG_ITEM = 3_000;
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Api gateway;
    private final SightingForm form;
    private final SightingFaults faults;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final Deque<String> waiting = new ArrayDeque<>();

    SightingSender(
            URI gateway,
            String deviceNo,
            String secret,
            SightingForm form,
            SightingFaults faults,
            InstantSource clock) {
        this.gateway = new Api(gateway, secret);
        this.form = form;
        this.faults = faults;
        this.clock = clock;
        this.random = new SplittableRandom(deviceNo.hashCode());
    }

    /** Returns what this device's clock shows. */
    Instant now() {
        return clock.instant().plus(faults.clockDrift());
    }

    SplittableRandom random() {
        return random;
    }

    /** Keeps a sighting for the next sending. */
    void keep(Sighting sighting) {
        String item = new String(SightingJson.write(sighting), UTF_8);
        add(item);
        if (random.nextDouble() < faults.duplicate()) {
            add(item);
        }
        if (random.nextDouble() < faults.invalid()) {
            add(random.nextBoolean() ? "{\"sightingId\":7}" : "{\"sightingId\":\"" + "9".repeat(LONG_ITEM) + "\"}");
        }
    }

    private void add(String item) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.remove();
        }
        waiting.add(item);
    }

    int waiting() {
        return waiting.size();
    }

    /** Puts a picture; returns whether it is stored. */
    boolean put(String sha256, byte[] jpeg) {
        return send(gateway.request("/api/v1/photos/" + sha256)
                                .header("Content-Type", "image/jpeg")
                                .PUT(BodyPublishers.ofByteArray(jpeg)))
                        .statusCode()
                == 204;
    }

    /** Sends what waits, at most one request; what is not answered by 202 waits on. */
    SightingAnswer send() {
        if (waiting.isEmpty() || random.nextDouble() < faults.dropOut()) {
            return SightingAnswer.NONE;
        }
        List<String> items = new ArrayList<>(waiting.stream().limit(MOST_ITEMS).toList());
        var request = gateway.request("/api/v1/sightings")
                .header("Content-Type", form.contentType())
                .header("Date", HTTP_DATE.format(now()))
                .POST(BodyPublishers.ofByteArray(form.body(items)));
        if (form.gzip()) {
            request.header("Content-Encoding", "gzip");
        }
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() != 202) {
            return SightingAnswer.NONE;
        }
        items.forEach(sent -> waiting.remove());
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        return new SightingAnswer(
                body.path("stored").asInt(0),
                body.path("duplicates").asInt(0),
                body.path("quarantined").size());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return Api.http().send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SenderOffline("no answer from the gateway: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }
}
