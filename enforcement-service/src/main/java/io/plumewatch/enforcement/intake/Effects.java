package io.plumewatch.enforcement.intake;

import io.plumewatch.wire.log.EntryKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets entries take effect in one transaction with the offset: both or neither, whatever dies when. */
final class Effects {

    private final TransactionTemplate transaction;
    private final TransactionTemplate attempt;
    private final Offsets offsets;
    private final RejectedEntries rejected;
    private final ParkedEntries parked;
    private final Map<EntryKind, EntryHandler> handlers = new EnumMap<>(EntryKind.class);

    Effects(
            TransactionTemplate transaction,
            Offsets offsets,
            RejectedEntries rejected,
            ParkedEntries parked,
            List<EntryHandler> handlers) {
        this.transaction = transaction;
        attempt = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.offsets = offsets;
        this.rejected = rejected;
        this.parked = parked;
        for (EntryHandler handler : handlers) {
            for (EntryKind kind : handler.kinds()) {
                EntryHandler other = this.handlers.put(kind, handler);
                if (other != null) {
                    throw new IllegalStateException("two handlers for " + kind + ": " + other + " and " + handler);
                }
            }
        }
    }

    /** How a transaction ended. */
    enum Outcome {
        /** The entries took effect and the offset moved. */
        DONE,
        /** Another transaction holds the stream. */
        TAKEN,
        /** The stream no longer stands where the entries were read from. */
        MOVED,
        /** Our code fails on one entry after the other; the stream waits. */
        HELD
    }

    /**
     * Applies entries that were read behind {@code from}.
     *
     * @throws CodeFailed when our own code cannot digest them
     * @throws DatabaseAway when nothing can be said of them
     */
    Outcome apply(Offset from, List<ReadEntry> entries) {
        return move(
                from, from.after(entries.get(entries.size() - 1).id(), entries.size()), () -> effectOf(from, entries));
    }

    /**
     * Moves on behind an entry that our code cannot digest: its readings take effect one by one, and those on which our
     * code fails even now, in the transaction that parks them, are parked.
     *
     * @param parked gets the readings that are to blame, and why; holds only when the outcome is DONE
     */
    Outcome sift(Offset from, ReadEntry entry, Map<StoredEntry, Throwable> parked) {
        return move(from, from.after(entry.id(), 1), () -> {
            if (entry.stored().isEmpty()) {
                rejected.setAside(entry, from);
            }
            entry.stored().forEach(stored -> attempt(stored).ifPresent(why -> parked.put(stored, why)));
            parked.forEach((stored, why) -> rejected.park(stored, why, from));
        });
    }

    /** The same for an entry on whose readings only the commit fails: all of them are parked. */
    Outcome park(Offset from, ReadEntry entry, Throwable why) {
        return move(
                from,
                from.after(entry.id(), 1),
                () -> entry.stored().forEach(stored -> rejected.park(stored, why, from)));
    }

    /** Lets a reading take effect or leave no trace; returns why it failed. */
    private Optional<Throwable> attempt(StoredEntry stored) {
        try {
            attempt.executeWithoutResult(status -> again(stored));
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            if (Outage.is(e)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** Moves an offset to another epoch or behind a gap, and keeps the alarm; no alarm for a first epoch. */
    Outcome leap(Offset from, Offset to, LogGap.Kind kind, String detail) {
        return move(from, to, () -> {
            if (from.epoch() != null) {
                offsets.recordGap(from.stream(), kind, detail);
            }
        });
    }

    /**
     * Applies an entry outside of its stream's order, in the caller's transaction, which must hold the stream's offset.
     */
    void again(StoredEntry entry) {
        handlerOf(entry).handle(List.of(entry));
    }

    /** Tells how much waits in the quarantine. */
    void tellParked(IntakeState state) {
        state.parked(parked.open(), parked.spilled());
    }

    private Outcome move(Offset from, Offset to, Runnable effect) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                Optional<Offset> stands = offsets.take(from.stream());
                if (stands.isEmpty()) {
                    return Outcome.TAKEN;
                }
                if (!stands.get().equals(from)) {
                    return Outcome.MOVED;
                }
                onLiveConnection(() -> {
                    effect.run();
                    offsets.move(to);
                });
                return Outcome.DONE;
            }));
        } catch (CodeFailed | DatabaseAway e) {
            throw e;
        } catch (TransactionSystemException e) {
            // When the rollback fails too, what happened first lies beside that failure.
            throw new DatabaseAway(e, e.getApplicationException() instanceof DatabaseAway);
        } catch (RuntimeException e) {
            throw Outage.atCommit(e) ? new DatabaseAway(e, false) : new CodeFailed(e);
        }
    }

    /**
     * Asks the connection instead of the exception: only when it still answers was it our code that failed. What a
     * broken connection makes drivers, pools and frameworks throw is never listed completely.
     */
    private void onLiveConnection(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            if (Outage.is(e) || !offsets.answers()) {
                throw new DatabaseAway(e, true);
            }
            throw new CodeFailed(e);
        }
    }

    /**
     * Hands a batch to each handler once, in log order, the one with the last entry last: a handler that came twice would
     * lock its second vehicles while it holds what their holders may be waiting for. Between handlers order means
     * nothing, for each asks as of the time of its entry.
     */
    private void effectOf(Offset from, List<ReadEntry> entries) {
        Offset before = from;
        var batches = new LinkedHashMap<EntryHandler, List<StoredEntry>>();
        for (ReadEntry entry : entries) {
            if (entry.stored().isEmpty()) {
                rejected.setAside(entry, before);
            }
            for (StoredEntry stored : entry.stored()) {
                EntryHandler handler = handlerOf(stored);
                List<StoredEntry> batch = Objects.requireNonNullElseGet(batches.remove(handler), ArrayList::new);
                batch.add(stored);
                batches.put(handler, batch);
            }
            before = before.after(entry.id(), 1);
        }
        batches.forEach((handler, batch) -> handler.handle(List.copyOf(batch)));
    }

    private EntryHandler handlerOf(StoredEntry stored) {
        EntryHandler handler = handlers.get(stored.entry().kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + stored.entry().kind());
        }
        return handler;
    }
}
