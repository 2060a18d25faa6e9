package io.plumewatch.enforcement.blacklist;

import io.plumewatch.wire.plate.PlateColor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is locked and why. */
public interface Blacklist {

    /** Returns whether the in-heap index may hold the plate; false is certain as of {@link #listAge()}. */
    boolean mayHold(String number);

    /**
     * Returns the entries that an observed plate matches, which held at a time and hold still; decided by SQL in the
     * caller's transaction.
     *
     * @param type observed plate type; null = every type whose usual colour agrees with the observed one
     */
    List<Entry> match(String number, @Nullable String type, @Nullable PlateColor observedColor, Instant at);

    /** Returns when the index last agreed with the database. */
    Instant listAge();

    /**
     * A locked vehicle.
     *
     * @param caseId the case behind it; null for a manual entry
     * @param repairDeadline until when it may drive to be repaired; null = none
     */
    record Entry(
            String entryId,
            long vehicleId,
            String number,
            String type,
            @Nullable String caseId,
            String reason,
            Instant lockedAt,
            @Nullable Instant repairDeadline) {}
}
