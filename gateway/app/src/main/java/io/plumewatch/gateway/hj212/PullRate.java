package io.plumewatch.gateway.hj212;

import java.time.Instant;

/** How many pulls all stations together may begin in a minute. */
final class PullRate {

    private final int mostPerMinute;
    private long minute = Long.MIN_VALUE;
    private int begun;

    PullRate(int mostPerMinute) {
        this.mostPerMinute = mostPerMinute;
    }

    synchronized boolean take(Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), 60);
        if (current != minute) {
            minute = current;
            begun = 0;
        }
        return begun++ < mostPerMinute;
    }
}
