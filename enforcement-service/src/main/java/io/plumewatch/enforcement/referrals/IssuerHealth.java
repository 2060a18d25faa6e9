package io.plumewatch.enforcement.referrals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code DOWN} while no referral may be issued until somebody acts, with what to do. */
@Component("issuer")
class IssuerHealth implements HealthIndicator {

    private final IssuerGuard guard;

    IssuerHealth(IssuerGuard guard, MeterRegistry metrics) {
        this.guard = guard;
        Gauge.builder("plumewatch.issuer.held", guard, issuer -> mayIssue(issuer.standing()) ? 0 : 1)
                .description("1 while no referral may be issued until somebody acts")
                .register(metrics);
    }

    @Override
    public Health health() {
        IssuerStanding standing = guard.standing();
        return (mayIssue(standing) ? Health.up() : Health.down())
                .withDetail("standing", standing)
                .withDetail("meaning", standing.meaning())
                .build();
    }

    /** That Redis or the database is away is told by the streams. */
    private static boolean mayIssue(IssuerStanding standing) {
        return standing == IssuerStanding.GOOD || standing == IssuerStanding.UNKNOWN;
    }
}
