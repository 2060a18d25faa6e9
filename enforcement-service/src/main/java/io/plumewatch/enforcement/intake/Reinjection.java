package io.plumewatch.enforcement.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.enforcement.intake.ParkedEntries.Parked;
import io.plumewatch.wire.log.LogEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets parked entries take effect after all.
 *
 * <p>An entry is read and applied as one from the log is, in one transaction with its mark, while its stream waits: so
 * it takes effect once, however often and by how many it is asked for, and an entry that is refused again stays.
 */
@Component
class Reinjection {

    private static final Logger LOG = LoggerFactory.getLogger(Reinjection.class);

    private static final Seals NONE_ASKED = Seals.of("");

    private final TransactionTemplate transaction;

    /** Of many entries each takes effect by itself, also within the transaction of a request with a key. */
    private final TransactionTemplate alone;

    private final Offsets offsets;
    private final ParkedEntries parked;
    private final ParkedHours hours;
    private final Effects effects;
    private final Audit audit;
    private final Seals seals;

    Reinjection(
            TransactionTemplate transaction,
            Offsets offsets,
            ParkedEntries parked,
            ParkedHours hours,
            Effects effects,
            Audit audit,
            IntakeSettings settings) {
        this.transaction = transaction;
        alone = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.offsets = offsets;
        this.parked = parked;
        this.hours = hours;
        this.effects = effects;
        this.audit = audit;
        this.seals = Seals.of(settings.logKeys());
    }

    /** What became of an entry. */
    enum Outcome {
        /** It took effect. */
        APPLIED,
        /** It had been applied or dismissed before. */
        SETTLED,
        /** It stays, for the reason that is said. */
        REFUSED,
        /** Our code failed on it again, and it stays. */
        FAILED
    }

    /**
     * The answer for one.
     *
     * @param reason why it stays
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(String id, Outcome outcome, @Nullable String reason) {}

    /** Applies one that the caller may see; 404 when there is none. */
    Result reinject(Caller caller, long id) {
        try {
            return Objects.requireNonNull(alone.execute(status -> {
                Result result = apply(caller, id);
                audit.record(caller, "QUARANTINE_REINJECTED", id + " " + result.outcome());
                return result;
            }));
        } catch (Refusal e) {
            throw e;
        } catch (NoRoom e) {
            return undone(caller, refused(id, "NO_ROOM_TO_PARK"));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            if (Outage.is(e)) {
                throw e;
            }
            LOG.warn("our code failed again on entry {} of the quarantine", id, e);
            return undone(caller, new Result(Long.toString(id), Outcome.FAILED, Outage.name(e)));
        }
    }

    /** Its transaction is gone and the trace of who tried with it. */
    private Result undone(Caller caller, Result result) {
        alone.executeWithoutResult(
                status -> audit.record(caller, "QUARANTINE_REINJECTED", result.id() + " " + result.outcome()));
        return result;
    }

    /** Settles what nobody needs; returns how many entries that were. */
    int dismiss(Caller caller, String reason, @Nullable String gateway, int most) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int dismissed = parked.dismiss(caller, reason, gateway, most);
            audit.record(caller, "QUARANTINE_DISMISSED", reason + " " + dismissed);
            return dismissed;
        }));
    }

    /**
     * Sets a stream back to the first entry that was counted and not kept, so that its lane reads on from there; what
     * has taken effect since does so no second time.
     *
     * @return from where it is read again; empty when nothing was left out that the log may still have
     */
    Optional<Offset> reread(Caller caller, String stream) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Offset now = offsets.hold(stream);
            Optional<Offset> from = hours.firstSpill(now).filter(spill -> spill.entries() < now.entries());
            from.ifPresent(offsets::move);
            hours.reread(stream);
            audit.record(
                    caller,
                    "STREAM_REREAD",
                    stream + " " + from.map(Offset::lastId).orElse("-"));
            return from;
        }));
    }

    private Result apply(Caller caller, long id) {
        Parked entry = find(caller, id);
        RawEntry raw = entry.raw();
        if (raw == null) {
            return refused(id, "PARKED_WITHOUT_ENVELOPE");
        }
        // The stream first and then the entry, as its lane does.
        offsets.hold(raw.stream());
        if (parked.lock(caller, id).orElse(entry).settled()) {
            return new Result(Long.toString(id), Outcome.SETTLED, null);
        }
        List<StoredEntry> stored;
        try {
            ReadEntry read = ReadEntry.of(raw, sealsFor(entry));
            stored = read.stored();
            if (stored.isEmpty()) {
                return refused(id, read.reason());
            }
        } catch (LogEntry.UnknownVersion e) {
            return refused(id, "UNKNOWN_VERSION");
        }
        parked.reinjected(id, caller);
        long spilledBefore = hours.spilled(raw.stream());
        stored.forEach(effects::again);
        if (hours.spilled(raw.stream()) > spilledBefore) {
            throw new NoRoom();
        }
        return stored.stream()
                .flatMap(one -> parked.openReason(one.stream(), one.id()).stream())
                .findFirst()
                .map(reason -> refused(id, reason))
                .orElseGet(() -> new Result(Long.toString(id), Outcome.APPLIED, null));
    }

    private Parked find(Caller caller, long id) {
        return parked.find(caller, id).orElseThrow(() -> Refusal.notFound("no entry " + id + " in the quarantine"));
    }

    /** Whatever got behind its seal had a valid one; its key may be gone by now. */
    private Seals sealsFor(Parked entry) {
        return entry.reason().equals(ReadEntry.NOT_SEALED) ? seals : NONE_ASKED;
    }

    private static Result refused(long id, String reason) {
        return new Result(Long.toString(id), Outcome.REFUSED, reason);
    }

    /** Some of the entry's readings would have been parked again, and there is no room for them. */
    private static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
