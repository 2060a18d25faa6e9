package io.plumewatch.sim.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.city.City;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What a run that does not hold leaves behind, beside the servers' own logs and data in the city's folder: enough to tell
 * whether the gateway lost a pass or the service did, and between which kills.
 */
final class ChaosEvidence {

    private static final int READ_AT_ONCE = 500;
    private static final int MOST_PAGES = 100;

    private static final List<String> TABLES = List.of("rejected_entry", "parked_hour", "stream_offset", "log_gap");

    private final City city;
    private final Path folder;

    private ChaosEvidence(City city, Path folder) {
        this.city = city;
        this.folder = folder;
    }

    /**
     * Writes what the running city knows; what cannot be asked any more is named instead.
     *
     * @param happened acknowledgements and kills, one JSON object a line
     * @return where it is
     */
    static Path keep(City city, String summary, List<String> happened) {
        Path folder = city.folder().path().resolve("evidence");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new ChaosEvidence(city, folder).write(summary, happened);
        return folder;
    }

    private void write(String summary, List<String> happened) {
        Api service = city.enforcement(city.credentials().tokens().admin());
        Api gateway = city.gateway(city.credentials().tokens().admin());
        file("summary.txt", () -> List.of(summary));
        file("happened.ndjson", () -> happened);
        file("quarantine-service.json", () -> pages(service, "/api/v1/quarantine"));
        file("quarantine-gateway.json", () -> pages(gateway, "/api/v1/quarantine"));
        file("code-failed.ndjson", () -> text(service, "/api/v1/quarantine/export?reason=CODE_FAILED"));
        file("health-intake.json", () -> text(service, "/actuator/health/intake"));
        file("metrics-service.txt", () -> text(service, "/actuator/prometheus"));
        file("metrics-gateway.txt", () -> text(gateway, "/actuator/prometheus"));
        for (String table : TABLES) {
            file(table + ".ndjson", () -> CityTables.of(city).rows("select to_jsonb(t) from " + table + " t"));
        }
        file("log-evidence.ndjson", this::log);
    }

    private void file(String name, Callable<List<String>> content) {
        List<String> lines;
        try {
            lines = content.call();
        } catch (Exception e) {
            lines = List.of("cannot be asked: " + e);
        }
        try {
            Files.write(folder.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> text(Api api, String path) {
        return List.of(new String(api.getBytes(path), UTF_8));
    }

    private static List<String> pages(Api api, String path) {
        var pages = new ArrayList<String>();
        String after = "";
        for (int n = 0; n < MOST_PAGES; n++) {
            var page = api.get(path + "?after=" + after);
            pages.add(page.toString());
            after = page.path("next").asString("");
            if (after.isEmpty()) {
                break;
            }
        }
        return pages;
    }

    /** Was it in the log? If so the service lost it, else the gateway. */
    private List<String> log() {
        var lines = new ArrayList<String>();
        RedisClient client = RedisClient.create(city.redisUri());
        try (var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            String after = "0-0";
            List<StreamMessage<String, byte[]>> some;
            do {
                var behind = Range.from(Range.Boundary.excluding(after), Range.Boundary.<String>unbounded());
                some = connection.sync().xrange(Streams.EVIDENCE, behind, Limit.from(READ_AT_ONCE));
                for (StreamMessage<String, byte[]> message : some) {
                    after = message.getId();
                    LogEntry.all(message.getBody())
                            .forEach(entry -> lines.add(ChaosRun.line(
                                    "id", message.getId(), "kind", entry.kind().name(), "key", entry.key())));
                }
            } while (some.size() == READ_AT_ONCE);
        } finally {
            client.shutdown();
        }
        return lines;
    }
}
