package io.plumewatch.sim.load.poll;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How far the moments at which one instrument was asked lie from an even beat.
 *
 * @param nanos of each moment from the beat, which is the one that half of them come before and half behind
 * @param missed beats between the first and the last moment without one
 */
record Jitter(long[] nanos, long missed) {

    /** Compares moments, in their order, with a beat of this length. */
    static Jitter of(long[] moments, long beatNanos) {
        if (moments.length == 0) {
            return new Jitter(moments, 0);
        }
        long first = moments[0];
        long[] off = Arrays.stream(moments)
                .map(at -> Math.floorMod(at - first + beatNanos / 2, beatNanos) - beatNanos / 2)
                .toArray();
        long beat = LongStream.of(off).sorted().toArray()[off.length / 2];
        long beats = (moments[moments.length - 1] - first + beatNanos / 2) / beatNanos + 1;
        return new Jitter(LongStream.of(off).map(one -> Math.abs(one - beat)).toArray(), beats - moments.length);
    }
}
