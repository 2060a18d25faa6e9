package io.plumewatch.enforcement.intake;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been read.
 *
 * @param epoch the life of the log in which the rest holds; null = never read
 * @param lastId id of the last entry that took effect, {@code 0-0} at the start
 * @param entries how many entries were read in this epoch
 */
record Offset(String stream, @Nullable String epoch, String lastId, long entries) {

    static final String START = "0-0";

    Offset after(String id, int more) {
        return new Offset(stream, epoch, id, entries + more);
    }

    Offset startOf(String newEpoch) {
        return new Offset(stream, newEpoch, START, 0);
    }

    /** The same place with another count of what lies before it, or the start behind what was trimmed. */
    Offset counted(String id, long entriesBefore) {
        return new Offset(stream, epoch, id, entriesBefore);
    }

    /** Returns the milliseconds at which Redis gave out the last id; 0 at the start. */
    long lastMillis() {
        return Long.parseLong(lastId.substring(0, lastId.indexOf('-')));
    }
}
