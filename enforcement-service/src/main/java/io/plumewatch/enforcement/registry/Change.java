package io.plumewatch.enforcement.registry;

import org.jspecify.annotations.Nullable;

/** An object as it stands now and as it stood before; null = it is new. */
record Change<T>(T now, @Nullable T before) {

    Outcome outcome() {
        if (before == null) {
            return Outcome.CREATED;
        }
        return now.equals(before) ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    /** What an upsert made of one object. */
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }
}
