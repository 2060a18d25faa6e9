package io.plumewatch.enforcement.intake;

import io.plumewatch.wire.log.EntryKind;
import java.util.List;
import java.util.Set;

/**
 * Takes entries of its kinds, inside the transaction that moves the offset. Must be idempotent by the entry's key, and
 * must lock vehicle rows in key order.
 */
public interface EntryHandler {

    /** The kinds that this handler takes; no two handlers share one. */
    Set<EntryKind> kinds();

    /** Applies entries in log order. An exception rolls the batch back; the entry at fault is parked at the third. */
    void handle(List<StoredEntry> entries);
}
