package io.plumewatch.sim.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a chaos run came to.
 *
 * @param recoveries how long each killed server took to serve again, in the order of killing
 * @param acknowledged passes that the gateway acknowledged
 * @param lost acknowledged passes that the service does not know
 * @param twice passes that it knows more than once
 * @param expectedReferrals trucks that exceeded twice
 * @param unreferred of these, the ones without a referral (masked plates)
 * @param referredTwice trucks with more than one referral (masked plates)
 */
public record ChaosReport(
        List<Recovery> recoveries,
        int acknowledged,
        List<String> lost,
        List<String> twice,
        int expectedReferrals,
        List<String> unreferred,
        List<String> referredTwice) {

    public ChaosReport {
        recoveries = List.copyOf(recoveries);
        lost = List.copyOf(lost);
        twice = List.copyOf(twice);
        unreferred = List.copyOf(unreferred);
        referredTwice = List.copyOf(referredTwice);
    }

    /** A killed server and how long it was away. */
    public record Recovery(String server, Duration killedAt, Duration away) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s killed at %.1f s, back after %.1f s",
                    server,
                    killedAt.toMillis() / 1e3,
                    away.toMillis() / 1e3);
        }
    }

    /** Returns whether nothing was lost or doubled. */
    public boolean holds() {
        return lost.isEmpty() && twice.isEmpty() && unreferred.isEmpty() && referredTwice.isEmpty();
    }

    @Override
    public String toString() {
        return recoveries.stream().map(Recovery::toString).collect(Collectors.joining("; "))
                + String.format(
                        Locale.ROOT,
                        "%n%d passes acknowledged, lost %s, twice %s; %d trucks to refer, not referred %s, twice %s",
                        acknowledged,
                        lost,
                        twice,
                        expectedReferrals,
                        unreferred,
                        referredTwice);
    }
}
