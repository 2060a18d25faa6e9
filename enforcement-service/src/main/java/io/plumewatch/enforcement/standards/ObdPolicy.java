package io.plumewatch.enforcement.standards;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a vehicle's OBD terminal, for a time. Screening thresholds: nothing here makes a finding.
 *
 * @param version id that every figure keeps
 * @param validFrom first day, Asia/Shanghai
 * @param validTo last day; null = still in force
 * @param lateSeconds a block received later than this after its time is late
 * @param offlineSeconds a break of live data longer than this is a time offline
 * @param firstDataSeconds within this time after a login the first data must come
 * @param acceptedDays a block older than this when it is received is not of its day any more
 * @param tamperAlertHours within this time after an alarm of tampering crews are told when the vehicle is seen
 * @param source what it rests on
 */
public record ObdPolicy(
        String version,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        int lateSeconds,
        int offlineSeconds,
        int firstDataSeconds,
        int acceptedDays,
        int tamperAlertHours,
        String source) {

    boolean inForceOn(LocalDate day) {
        return Rulebook.within(day, validFrom, validTo);
    }
}
