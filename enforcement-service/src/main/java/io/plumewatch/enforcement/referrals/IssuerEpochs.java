package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.feeds.Feeds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The issuer epochs in PostgreSQL, and what the database says of itself. */
@Repository
class IssuerEpochs implements IssuerStanding.Database {

    private static final String NOW = "select max(epoch) from issuer_epoch";
    private static final String LIST = "select epoch, since, reason from issuer_epoch order by epoch";
    private static final String ADD = "insert into issuer_epoch (epoch, reason) values (:epoch, :reason)";
    private static final String WITNESSED = "select exists (select from issuer_witness)";
    private static final String NOTE = "insert into issuer_witness default values on conflict do nothing";

    private final JdbcClient jdbc;
    private final Feeds feeds;

    IssuerEpochs(JdbcClient jdbc, Feeds feeds) {
        this.jdbc = jdbc;
        this.feeds = feeds;
    }

    /** An epoch: since when, and why. */
    record Epoch(int epoch, Instant since, String reason) {}

    @Override
    public int epoch() {
        return jdbc.sql(NOW).query(Integer.class).single();
    }

    @Override
    public boolean witnessed() {
        return jdbc.sql(WITNESSED).query(Boolean.class).single();
    }

    @Override
    public boolean holds(IssuerWitness witness) {
        return witness.position() == 0
                || feeds.at(ReferralIssuer.FEED, Long.toString(witness.position()))
                        .filter(witness::tellsOf)
                        .isPresent();
    }

    /** Returns the witness that would tell of all that this database holds. */
    IssuerWitness witness() {
        return IssuerWitness.of(epoch(), feeds.last(ReferralIssuer.FEED).orElse(null));
    }

    /** No cursor of before is followed any more. */
    void restartFeeds(long highest) {
        feeds.restart(highest);
    }

    void noteWitness() {
        jdbc.sql(NOTE).update();
    }

    void add(int epoch, String reason) {
        jdbc.sql(ADD).param("epoch", epoch).param("reason", reason).update();
    }

    List<Epoch> all() {
        return jdbc.sql(LIST)
                .query((row, n) -> new Epoch(
                        row.getInt("epoch"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("reason")))
                .list();
    }
}
