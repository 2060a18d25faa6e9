package io.plumewatch.enforcement.intake;

import java.time.Instant;

/** Readings that the log lost before they took effect, or may have lost: the alarm {@code LOG_GAP}. */
record LogGap(String stream, Kind kind, String detail, Instant detectedAt) {

    /** How it showed. */
    enum Kind {
        /** The log was replaced; it is read again from its start. */
        NEW_EPOCH,
        /** Entries were trimmed before we had read them. */
        TRIMMED,
        /** The stream holds fewer entries than we have read: it was deleted or restored from an older copy. */
        SHRUNK
    }
}
