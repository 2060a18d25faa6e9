package io.plumewatch.sim.replay;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One gate or camera. It asks again as long as it is told to come back later. */
final class HttpLane extends Lane {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(20);
    private static final Set<Integer> LATER = Set.of(408, 429, 503);
    private static final long MOST_RETRY_SECONDS = 30;

    private final URI gateway;
    private final String secret;
    private final Duration patience;
    private final Tally tally;

    HttpLane(URI gateway, String deviceNo, String secret, Duration patience, Tally tally) {
        super("http-" + deviceNo);
        this.gateway = gateway;
        this.secret = secret;
        this.patience = patience;
        this.tally = tally;
    }

    @Override
    void play(CaptureEvent event) throws InterruptedException {
        if (event.step() != Step.UP) {
            return;
        }
        tally.sent(Channel.HTTP, 1);
        HttpRequest request = request(event);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long waitMillis = 1_000;
            try {
                HttpResponse<byte[]> answer = Api.http().send(request, BodyHandlers.ofByteArray());
                if (!LATER.contains(answer.statusCode())) {
                    count(answer);
                    return;
                }
                waitMillis = 1_000 * retryAfterSeconds(answer);
            } catch (IOException e) {
                // Nobody there: the same as later.
            }
            if (System.nanoTime() + waitMillis * 1_000_000 > deadline) {
                tally.unanswered(Channel.HTTP, 1);
                return;
            }
            Thread.sleep(waitMillis);
        }
    }

    private HttpRequest request(CaptureEvent event) {
        String[] call = String.valueOf(event.name()).split(" ", 2);
        if (call.length != 2 || !call[1].startsWith("/")) {
            throw new IllegalArgumentException("'name' of an HTTP request must be METHOD /path");
        }
        var request = HttpRequest.newBuilder(gateway.resolve(call[1]))
                .timeout(ONE_ANSWER)
                .header("Authorization", "Bearer " + secret)
                .method(call[0], BodyPublishers.ofByteArray(event.bytes()));
        if (event.type() != null) {
            request.header("Content-Type", event.type());
        }
        if (event.encoding() != null) {
            request.header("Content-Encoding", event.encoding());
        }
        return request.build();
    }

    private static long retryAfterSeconds(HttpResponse<byte[]> answer) {
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        return Math.max(1, Math.min(MOST_RETRY_SECONDS, seconds));
    }

    private void count(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            tally.refused(Channel.HTTP, 1);
            return;
        }
        tally.acknowledged(Channel.HTTP, 1);
        try {
            tally.refused(
                    Channel.HTTP,
                    JsonMapper.shared()
                            .readTree(answer.body())
                            .path("quarantined")
                            .size());
        } catch (JacksonException e) {
            // An answer without a body.
        }
    }

    @Override
    void finish() {}
}
