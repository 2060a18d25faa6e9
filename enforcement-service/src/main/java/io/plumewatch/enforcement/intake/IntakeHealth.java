package io.plumewatch.enforcement.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * {@code DOWN} while a stream is stopped or a lane waits for PostgreSQL or Redis; {@code DEGRADED} while everything is
 * read, but entries wait in the quarantine until somebody has mended the cause, by reason under {@code parked},
 * or gateways have other profiles than we ({@code profiles}). A gap in
 * the log is no state that would pass: it is listed under {@code LOG_GAP} for a week, beside a metric and an error in
 * the log file.
 */
@Component("streams")
class IntakeHealth implements HealthIndicator {

    /** Known to {@code management.endpoint.health.status.order}, between out of service and up. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final IntakeState state;

    IntakeHealth(IntakeState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return Health.status(status())
                .withDetail("stopped", state.stopped())
                .withDetail("waiting", state.waiting())
                .withDetail("epochs", state.epochs())
                .withDetail("lag", state.lag())
                .withDetail("parked", state.parked())
                .withDetail("spilled", state.spilled())
                .withDetail("profiles", state.profiles())
                .withDetail("LOG_GAP", state.gaps())
                .build();
    }

    private Status status() {
        if (!state.stopped().isEmpty() || !state.waiting().isEmpty()) {
            return Status.DOWN;
        }
        boolean well = state.parked().isEmpty()
                && state.spilled().isEmpty()
                && state.profiles().isEmpty();
        return well ? Status.UP : DEGRADED;
    }
}
