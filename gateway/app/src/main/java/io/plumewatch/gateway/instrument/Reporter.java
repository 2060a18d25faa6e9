package io.plumewatch.gateway.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.gateway.intake.InstrumentBoard.Value;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.wire.json.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of all the polls of an instrument are logged: one every so often, and at once when its state changes or a
 * value leaves its deadband, though not again within a twelfth of the interval for the latter.
 */
final class Reporter {

    private static final int EARLIEST_SHARE = 12;

    private final String deviceNo;
    private final String model;
    private final Outbox outbox;
    private final Point.Pace pace;
    private List<Value> reported = List.of();
    private @Nullable Instant reportedAt;

    Reporter(String deviceNo, String model, Outbox outbox, Point.Pace pace) {
        this.deviceNo = deviceNo;
        this.model = model;
        this.outbox = outbox;
        this.pace = pace;
    }

    /** The payload of an entry. */
    record Payload(
            String instrument,
            String model,
            Instant at,
            InstrumentState state,

            @JsonInclude(JsonInclude.Include.ALWAYS) List<Value> values) {}

    /** Logs a changed state with the values of that moment, if there are any. */
    void changed(InstrumentState state, List<Value> values, Instant at) {
        report(state, values, at);
    }

    /** Logs the values of a poll if it is time, or if they have moved. */
    void answered(InstrumentState state, Look look, Instant at) {
        Instant last = reportedAt;
        Duration interval = pace.report();
        if (last == null
                || !at.isBefore(last.plus(interval))
                || (!at.isBefore(last.plus(interval.dividedBy(EARLIEST_SHARE))) && moved(look.values()))) {
            report(state, look.values(), at);
        }
    }

    private boolean moved(List<Value> values) {
        return values.stream().anyMatch(now -> {
            BigDecimal deadband = pace.deadbands().get(now.key());
            return deadband != null
                    && reported.stream()
                            .filter(before -> before.key().equals(now.key()))
                            .noneMatch(before -> near(before.value(), now.value(), deadband));
        });
    }

    private static boolean near(@Nullable BigDecimal before, @Nullable BigDecimal now, BigDecimal deadband) {
        return before == null || now == null
                ? before == now
                : now.subtract(before).abs().compareTo(deadband) <= 0;
    }

    private void report(InstrumentState state, List<Value> values, Instant at) {
        reported = values;
        reportedAt = at;
        outbox.values(deviceNo, model, at, JsonText.write(new Payload(deviceNo, model, at, state, values)));
    }
}
