package io.plumewatch.enforcement.intake;

/** The database is away or busy, or the connection broke: nothing can be said of the entries. */
final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean amidEffects;

    /** @param amidEffects whether the entries' effects were under way, so that they may be the cause all the same */
    DatabaseAway(Throwable cause, boolean amidEffects) {
        super(cause);
        this.amidEffects = amidEffects;
    }

    boolean amidEffects() {
        return amidEffects;
    }
}
