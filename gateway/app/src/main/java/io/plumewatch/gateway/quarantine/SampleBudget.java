package io.plumewatch.gateway.quarantine;

import io.plumewatch.gateway.intake.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Says how many samples of unauthenticated sources are kept: some per source, reason and hour, and some per hour in all.
 *
 * <p>Its memory is bounded by the latter: a source is remembered only once it has had a sample.
 */
public final class SampleBudget {

    private static final long HOUR_SECONDS = 3600;

    private final int perSource;
    private final int perHour;
    private final Map<Key, Integer> spent = new HashMap<>();
    private long hour = Long.MIN_VALUE;
    private int spentThisHour;

    public SampleBudget(QuarantineSettings settings) {
        perSource = settings.samplesPerSource();
        perHour = settings.samplesPerHour();
    }

    /** Takes one sample out of the budget; false when there is none left for this source, reason and hour. */
    synchronized boolean spend(String source, Reason reason, Instant at) {
        long now = Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
        if (now != hour) {
            hour = now;
            spentThisHour = 0;
            spent.clear();
        }
        var key = new Key(source, reason);
        int before = spent.getOrDefault(key, 0);
        if (before >= perSource || spentThisHour >= perHour) {
            return false;
        }
        spent.put(key, before + 1);
        spentThisHour++;
        return true;
    }

    private record Key(String source, Reason reason) {}
}
