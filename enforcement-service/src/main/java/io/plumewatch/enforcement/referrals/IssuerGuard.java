package io.plumewatch.enforcement.referrals;

import io.lettuce.core.RedisException;
import io.plumewatch.enforcement.access.Refusal;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps a number from being given out twice, whatever database is put under us.
 *
 * <p>Police are shown nothing before a witness outside the database tells of it, and no number is given out by a database
 * that does not hold what the witness tells of. So a restored database is found out at the first number that it would
 * give out, also by instances that never went down; nothing here relies on clocks or on anybody's memory. What was
 * committed and shown to nobody may be lost with a database and be given out again: no one has it.
 */
@Component
class IssuerGuard {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerGuard.class);
    private static final int TRIES = 3;

    private final IssuerEpochs epochs;
    private final WitnessStore store;
    private volatile @Nullable IssuerWitness seen;
    private volatile IssuerStanding told = IssuerStanding.GOOD;

    IssuerGuard(IssuerEpochs epochs, WitnessStore store) {
        this.epochs = epochs;
        this.store = store;
    }

    /** Returns how the database stands. */
    IssuerStanding standing() {
        IssuerStanding standing;
        try {
            standing = IssuerStanding.of(store.read().orElse(null), seen, epochs);
        } catch (RedisException | DataAccessException e) {
            standing = IssuerStanding.UNKNOWN;
        }
        if (standing != told) {
            told = standing;
            if (standing == IssuerStanding.GOOD) {
                LOG.info("referrals are issued again");
            } else if (standing == IssuerStanding.UNKNOWN) {
                LOG.warn("no referral is issued just now: {}", standing.meaning());
            } else {
                LOG.error("ISSUER_HELD {}: {}", standing, standing.meaning());
            }
        }
        return standing;
    }

    /**
     * Refuses while the database may not number referrals; in the transaction that would.
     *
     * @throws Refusal ISSUER_HELD, 409 until an administrator acts, 503 while Redis is away
     */
    void requireGood() {
        IssuerStanding standing = standing();
        if (standing != IssuerStanding.GOOD) {
            int status = standing == IssuerStanding.UNKNOWN ? 503 : 409;
            throw Refusal.of(status, "ISSUER_HELD", standing.meaning(), Map.of());
        }
    }

    /**
     * Lets the witness tell of everything up to a position before anybody outside is shown it.
     *
     * @throws Refusal ISSUER_HELD when it cannot
     */
    void beforeShowing(String position) {
        IssuerWitness known = seen;
        if (known == null || known.position() < Long.parseLong(position)) {
            requireGood();
            tell();
        }
    }

    /** What officers hand on by other ways is told of within a moment. */
    @Scheduled(initialDelayString = "5s", fixedDelayString = "5s")
    void keepUp() {
        if (standing() == IssuerStanding.GOOD) {
            try {
                tell();
            } catch (Refusal | DataAccessException e) {
                LOG.debug("the witness could not be told just now", e);
            }
        }
    }

    private void tell() {
        try {
            for (int n = 0; n < TRIES; n++) {
                if (toldOfAll()) {
                    return;
                }
            }
        } catch (RedisException e) {
            LOG.debug("Redis does not take the witness", e);
        }
        throw Refusal.of(503, "ISSUER_HELD", IssuerStanding.UNKNOWN.meaning(), Map.of());
    }

    private boolean toldOfAll() {
        IssuerWitness outside = store.read().orElse(null);
        IssuerWitness next = epochs.witness();
        if (IssuerStanding.of(outside, seen, epochs) != IssuerStanding.GOOD) {
            return false;
        }
        if (outside == null && next.position() == 0) {
            return true;
        }
        if (outside == null || !outside.covers(next)) {
            if (!store.replace(outside, next)) {
                return false;
            }
            epochs.noteWitness();
            outside = next;
        }
        seen = outside;
        return true;
    }

    /**
     * Raises the epoch above every one that anybody knows of. Readers of feeds begin again: they may hold positions that
     * stand for other items now.
     *
     * @param lastEpoch the highest epoch that police have seen; needed only where nothing here can know it
     * @return the new epoch
     */
    @Transactional
    public int raise(String reason, @Nullable Integer lastEpoch) {
        IssuerWitness outside;
        try {
            outside = store.read().orElse(null);
        } catch (RedisException e) {
            throw Refusal.of(503, "ISSUER_HELD", IssuerStanding.UNKNOWN.meaning(), Map.of());
        }
        IssuerWitness ours = seen;
        if (outside == null && ours == null && lastEpoch == null && epochs.witnessed()) {
            throw Refusal.badRequest("INVALID_INPUT", "lastEpoch", IssuerStanding.WITNESS_LOST.meaning());
        }
        int highest = Stream.of(outside, ours)
                .flatMapToInt(each -> each == null ? IntStream.empty() : IntStream.of(each.epoch()))
                .reduce(Math.max(epochs.epoch(), lastEpoch == null ? 0 : lastEpoch), Math::max);
        if (highest >= ReferralNumber.LAST_EPOCH) {
            throw Refusal.conflict("EPOCHS_USED_UP", "epoch " + highest + " was the last that a number has room for");
        }
        int epoch = highest + 1;
        epochs.add(epoch, reason);
        epochs.restartFeeds(Stream.of(outside, ours)
                .mapToLong(each -> each == null ? 0 : each.position())
                .max()
                .orElse(0));
        // Before the commit: an epoch that only the database knew of could be given out again after the next backup.
        IssuerWitness next = epochs.witness();
        store.put(next);
        epochs.noteWitness();
        seen = next;
        LOG.warn("the issuer epoch is {} from now on: {}", epoch, reason);
        return epoch;
    }
}
