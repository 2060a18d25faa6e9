package io.plumewatch.enforcement.referrals;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code DOWN} while no referral may be issued until somebody acts, with what to do. */
@Component("issuer")
class IssuerHealth implements HealthIndicator {

    private final IssuerGuard guard;

    IssuerHealth(IssuerGuard guard) {
        this.guard = guard;
    }

    @Override
    public Health health() {
        IssuerStanding standing = guard.standing();
        // That Redis or the database is away is told by the streams.
        boolean up = standing == IssuerStanding.GOOD || standing == IssuerStanding.UNKNOWN;
        return (up ? Health.up() : Health.down())
                .withDetail("standing", standing)
                .withDetail("meaning", standing.meaning())
                .build();
    }
}
