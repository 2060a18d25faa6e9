package io.plumewatch.sim.device;

import java.time.Duration;

/**
 * What is wrong with a remote-sensing unit, each fault for itself: {@code UnitFaults.NONE.duplicates(7).gaps(50)}.
 *
 * @param duplicateEvery every so manieth pass is published twice; 0 = none
 * @param gapEvery every so manieth number is left out of its counting; 0 = none
 * @param wrongPhotoEvery every so manieth photo is announced under a digest that is not its own; 0 = none
 * @param clockAhead how far its clock runs ahead; negative = behind
 */
public record UnitFaults(int duplicateEvery, int gapEvery, int wrongPhotoEvery, Duration clockAhead) {

    /** A unit in good order. */
    public static final UnitFaults NONE = new UnitFaults(0, 0, 0, Duration.ZERO);

    public UnitFaults duplicates(int everyNth) {
        return new UnitFaults(everyNth, gapEvery, wrongPhotoEvery, clockAhead);
    }

    public UnitFaults gaps(int everyNth) {
        return new UnitFaults(duplicateEvery, everyNth, wrongPhotoEvery, clockAhead);
    }

    public UnitFaults wrongPhotos(int everyNth) {
        return new UnitFaults(duplicateEvery, gapEvery, everyNth, clockAhead);
    }

    public UnitFaults clock(Duration ahead) {
        return new UnitFaults(duplicateEvery, gapEvery, wrongPhotoEvery, ahead);
    }

    boolean duplicates(long number) {
        return hits(duplicateEvery, number);
    }

    boolean leavesOut(long number) {
        return hits(gapEvery, number);
    }

    boolean mistakesPhoto(long number) {
        return hits(wrongPhotoEvery, number);
    }

    private static boolean hits(int every, long number) {
        return every > 0 && number % every == 0;
    }
}
