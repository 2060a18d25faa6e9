package io.plumewatch.enforcement.referrals;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the database may number referrals. */
enum IssuerStanding {
    /** It holds all that police may have seen. */
    GOOD("holds all that police have been shown"),
    /** Police have seen what it does not hold: it was restored from a backup, and would give numbers out again. */
    OLDER_DATABASE(
            "police have been shown what this database does not hold, so it was restored from an older backup: no"
                    + " referral is issued until an administrator raises the issuer epoch, POST /api/v1/issuer-epochs {reason}"),
    /** Nothing outside knows what police have seen, although something did once. */
    WITNESS_LOST("Redis no longer knows what police have been shown, so nothing tells whether this database is the last"
            + " one: no referral is issued until an administrator raises the issuer epoch, POST /api/v1/issuer-epochs"
            + " {reason, lastEpoch}, where lastEpoch is the highest epoch in any referral number that police hold"),
    /** Redis or the database cannot be asked just now. */
    UNKNOWN("Redis, which knows what police have been shown, or the database does not answer: no referral is issued"
            + " until it does");

    private final String meaning;

    IssuerStanding(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    /** What the database says of itself. */
    interface Database {

        /** Returns the epoch that numbers what is issued now. */
        int epoch();

        /** Returns whether something outside ever knew what police were shown. */
        boolean witnessed();

        /** Returns whether it has the very item that a witness tells of. */
        boolean holds(IssuerWitness witness);
    }

    /**
     * Judges.
     *
     * @param outside the witness in Redis
     * @param ours what this process has seen for itself since it started: it survives a loss of Redis
     */
    static IssuerStanding of(@Nullable IssuerWitness outside, @Nullable IssuerWitness ours, Database database) {
        boolean overtaken = outside != null && ours != null && outside.epoch() > ours.epoch();
        List<IssuerWitness> witnesses = Arrays.asList(outside, overtaken ? null : ours).stream()
                .filter(Objects::nonNull)
                .toList();
        if (witnesses.isEmpty()) {
            return database.witnessed() ? WITNESS_LOST : GOOD;
        }
        return witnesses.stream().allMatch(each -> each.epoch() <= database.epoch() && database.holds(each))
                ? GOOD
                : OLDER_DATABASE;
    }
}
