package io.plumewatch.sim.load.poll;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.LongStream;

/** The clock of one instrument, which looks at it once for each question: so it knows when it was asked. */
final class Beats implements InstantSource {

    private LongStream.Builder asked = LongStream.builder();
    private int count;

    @Override
    public synchronized Instant instant() {
        asked.add(System.nanoTime());
        count++;
        return Instant.now();
    }

    /** Returns when it was asked since this was last called, in nanoseconds. */
    synchronized long[] take() {
        long[] nanos = asked.build().toArray();
        asked = LongStream.builder();
        count = 0;
        return nanos;
    }

    /** Returns how often it was asked since then. */
    synchronized int count() {
        return count;
    }
}
