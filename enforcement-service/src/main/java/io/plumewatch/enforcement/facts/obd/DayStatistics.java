package io.plumewatch.enforcement.facts.obd;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.standards.ObdPolicy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a vehicle's terminal reported on a day. Blocks are stream blocks, one a second at most; shares are 0..1 and
 * absent where there is nothing to share.
 *
 * @param policy version of the policy that it was measured by
 * @param operatingMinutes minutes between login and logout, or between first and last data where one of them is missing
 * @param onlineMinutes those of them with live data
 * @param cadenceSeconds 1, or 10 for a terminal that sends one block for ten seconds
 * @param expectedBlocks of the operating time at that cadence
 * @param receivedBlocks different seconds of which a block came, live or from the store
 * @param lateBlocks those of which no copy came in time
 * @param supplementaryBlocks those that came from the terminal's store only
 * @param claimedBlocks those of which no copy came from an authenticated session
 * @param conflictingBlocks those of which two copies differ
 * @param offlinePeriods breaks of live data within the operating time that are longer than policy allows
 * @param longestBreakSeconds the longest break of live data within the operating time
 * @param lateFirstData logins after which live data were longer in coming than policy allows
 * @param diagnosticsBlocks different seconds of which a block of on-board diagnostics came
 * @param encryptedSeconds different seconds in which a packet came that cannot be read here
 * @param serials what the serials tell; they often tell nothing
 * @param remarks what does not meet the policy, as upper-case codes: for looking into, never a finding
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DayStatistics(
        LocalDate day,
        String policy,
        int operatingMinutes,
        int onlineMinutes,
        @Nullable Double onlineRate,
        int cadenceSeconds,
        int expectedBlocks,
        int receivedBlocks,
        @Nullable Double completeness,
        int lateBlocks,
        @Nullable Double lateShare,
        int supplementaryBlocks,
        @Nullable Double supplementaryShare,
        int claimedBlocks,
        @Nullable Double claimedShare,
        int conflictingBlocks,
        int offlinePeriods,
        int longestBreakSeconds,
        int logins,
        int logouts,
        int lateFirstData,
        int diagnosticsBlocks,
        int encryptedSeconds,
        Signatures signatures,
        Serials serials,
        List<String> remarks) {

    /** Received blocks by the best that is known of a signature over them; a wrong one shows whatever else came. */
    record Signatures(int valid, int invalid, int noKey, int absent) {}

    /** Different serials seen, holes between them, and how many serials these lack. */
    record Serials(int seen, int gaps, int missing) {}

    static DayStatistics of(DaySeconds day, ObdPolicy policy) {
        var operation = Operation.of(day, policy);
        int received = day.count(Mark.STREAM, 0);
        int expected = operation.expectedBlocks();
        int late = day.count(Mark.STREAM, Mark.PUNCTUAL);
        int stored = day.count(Mark.STREAM, Mark.LIVE);
        int claimed = day.count(Mark.STREAM, Mark.TRUSTED);
        int diagnostics = day.count(Mark.DIAGNOSTICS, 0);
        SerialSet.Holes holes = day.serials().holes();
        return new DayStatistics(
                day.day(),
                policy.version(),
                operation.minutes(),
                operation.onlineMinutes(),
                share(operation.onlineMinutes(), operation.minutes()),
                operation.cadenceSeconds(),
                expected,
                received,
                share(Math.min(received, expected), expected),
                late,
                share(late, received),
                stored,
                share(stored, received),
                claimed,
                share(claimed, received),
                day.count(Mark.CONFLICT, 0),
                operation.offlinePeriods(),
                operation.longestBreakSeconds(),
                day.count(Mark.LOGIN, 0),
                day.count(Mark.LOGOUT, 0),
                operation.lateFirstData(),
                diagnostics,
                day.count(Mark.ENCRYPTED, 0),
                signatures(day),
                new Serials(day.serials().size(), holes.count(), holes.missing()),
                remarks(day, operation, received, diagnostics));
    }

    private static Signatures signatures(DaySeconds day) {
        int signed = Mark.SIGNED_VALID | Mark.SIGNED_INVALID | Mark.SIGNED_NO_KEY;
        return new Signatures(
                day.count(Mark.SIGNED_VALID, 0),
                day.count(Mark.SIGNED_INVALID, 0),
                day.count(Mark.SIGNED_NO_KEY, Mark.SIGNED_VALID | Mark.SIGNED_INVALID),
                day.count(Mark.STREAM, signed));
    }

    private static List<String> remarks(DaySeconds day, Operation operation, int received, int diagnostics) {
        var remarks = new ArrayList<String>();
        remark(remarks, "OFFLINE", operation.offlinePeriods() > 0);
        remark(remarks, "LATE_DATA", day.count(Mark.STREAM | Mark.LIVE, Mark.PUNCTUAL) > 0);
        remark(remarks, "LATE_FIRST_DATA", operation.lateFirstData() > 0);
        remark(remarks, "NO_DIAGNOSTICS", received > 0 && diagnostics == 0);
        remark(remarks, "CONFLICTING_DATA", day.count(Mark.CONFLICT, 0) > 0);
        remark(remarks, "SIGNATURE_INVALID", day.count(Mark.SIGNED_INVALID, 0) > 0);
        return List.copyOf(remarks);
    }

    private static void remark(List<String> remarks, String code, boolean holds) {
        if (holds) {
            remarks.add(code);
        }
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : Math.round(part * 10_000.0 / whole) / 10_000.0;
    }
}
