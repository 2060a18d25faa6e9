package io.plumewatch.enforcement.facts.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The table of what sensors showed. */
@Repository
class SensorReadings {

    private static final String KEEP = """
            insert into sensor_reading (device_no, at, model, state, measured, received_at)
            values (:device, :at, :model, :state, cast(:payload as jsonb) -> 'values', :receivedAt)
            on conflict (device_no, at) do nothing
            """;

    private static final String FORGET = "delete from sensor_reading where at < :before";

    private final JdbcClient jdbc;
    private final SensorSettings settings;
    private final Clock clock;

    SensorReadings(JdbcClient jdbc, SensorSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    void keep(LogEntry entry, InstrumentPayload.Sensed sensed) {
        jdbc.sql(KEEP)
                .param("device", entry.device())
                .param("at", sensed.at().withOffsetSameInstant(ZoneOffset.UTC))
                .param("model", Objects.requireNonNullElse(entry.profile(), ""))
                .param("state", sensed.state())
                .param("payload", new String(entry.payload(), UTF_8))
                .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Scheduled(initialDelayString = "25m", fixedDelayString = "1h")
    void forget() {
        jdbc.sql(FORGET)
                .param(
                        "before",
                        clock.instant()
                                .minus(Duration.ofDays(settings.keepDays()))
                                .atOffset(ZoneOffset.UTC))
                .update();
    }
}
