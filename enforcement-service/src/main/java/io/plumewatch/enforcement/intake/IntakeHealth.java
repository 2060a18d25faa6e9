package io.plumewatch.enforcement.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code DOWN} while a stream is stopped or a lane waits for PostgreSQL or Redis. A gap in the log is no state that
 * would pass: it is listed under {@code LOG_GAP} for a week, beside a metric and an error in the log file.
 */
@Component("streams")
class IntakeHealth implements HealthIndicator {

    private final IntakeState state;

    IntakeHealth(IntakeState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        boolean up = state.stopped().isEmpty() && state.waiting().isEmpty();
        Health.Builder health = up ? Health.up() : Health.down();
        return health.withDetail("stopped", state.stopped())
                .withDetail("waiting", state.waiting())
                .withDetail("epochs", state.epochs())
                .withDetail("lag", state.lag())
                .withDetail("LOG_GAP", state.gaps())
                .build();
    }
}
