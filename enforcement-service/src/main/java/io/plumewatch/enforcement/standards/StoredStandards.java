package io.plumewatch.enforcement.standards;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads its tables whole (they have few rows) and keeps them for a minute. */
@Repository
class StoredStandards implements Standards, ObdStandards {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PolicySettings settings;
    private volatile @Nullable Kept kept;

    StoredStandards(JdbcClient jdbc, Clock clock, PolicySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public Rulebook rulebook() {
        return kept().rulebook;
    }

    @Override
    public ObdPolicies obdPolicies() {
        return kept().obdPolicies;
    }

    private Kept kept() {
        Instant now = clock.instant();
        Kept known = kept;
        if (known == null || now.isAfter(known.readAt.plus(FRESH))) {
            known = new Kept(now, read(), readObdPolicies());
            kept = known;
        }
        return known;
    }

    private ObdPolicies readObdPolicies() {
        return new ObdPolicies(
                jdbc.sql("select * from obd_policy").query(ObdPolicy.class).list());
    }

    private Rulebook read() {
        return new Rulebook(
                jdbc.sql("select * from emission_limit").query(Limits.class).list(),
                policies(),
                jdbc.sql("select * from plate_confusion order by version, read_as, may_be")
                        .query(PlateConfusion.class)
                        .list());
    }

    private List<Policy> policies() {
        List<Policy> stored =
                jdbc.sql("select * from enforcement_policy").query(Policy.class).list();
        Integer settleHours = settings.settleHours();
        return settleHours == null
                ? stored
                : stored.stream().map(each -> each.withSettleHours(settleHours)).toList();
    }

    private record Kept(Instant readAt, Rulebook rulebook, ObdPolicies obdPolicies) {}
}
