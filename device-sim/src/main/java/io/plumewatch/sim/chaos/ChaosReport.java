package io.plumewatch.sim.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a chaos run came to.
 *
 * @param recoveries how long each killed server took to serve again, in the order of killing
 * @param sent passes that the units sent
 * @param acknowledged passes that the gateway acknowledged
 * @param refused passes that it refused: all of them are good ones
 * @param lost acknowledged passes that the service does not know
 * @param twice passes that it knows more than once
 * @param unexpected passes that it knows although nobody acknowledged them
 * @param expectedReferrals trucks that exceeded twice
 * @param unreferred of these, the ones without a referral (masked plates)
 * @param referredTwice trucks with more than one referral (masked plates)
 * @param referredInnocent trucks with a referral that did not exceed twice (masked plates)
 * @param parked what the service took from the log and could not use, though all of it was good
 * @param gaps gaps that the service found in the log
 */
public record ChaosReport(
        List<Recovery> recoveries,
        int sent,
        int acknowledged,
        List<String> refused,
        List<String> lost,
        List<String> twice,
        List<String> unexpected,
        int expectedReferrals,
        List<String> unreferred,
        List<String> referredTwice,
        List<String> referredInnocent,
        List<String> parked,
        List<String> gaps) {

    public ChaosReport {
        recoveries = List.copyOf(recoveries);
        refused = List.copyOf(refused);
        lost = List.copyOf(lost);
        twice = List.copyOf(twice);
        unexpected = List.copyOf(unexpected);
        unreferred = List.copyOf(unreferred);
        referredTwice = List.copyOf(referredTwice);
        referredInnocent = List.copyOf(referredInnocent);
        parked = List.copyOf(parked);
        gaps = List.copyOf(gaps);
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

    /**
     * Returns whether everything sent was taken, nothing was lost, parked, doubled or made up, and nobody innocent
     * referred.
     */
    public boolean holds() {
        return acknowledged == sent
                && Stream.of(
                                refused,
                                lost,
                                twice,
                                unexpected,
                                unreferred,
                                referredTwice,
                                referredInnocent,
                                parked,
                                gaps)
                        .allMatch(List::isEmpty);
    }

    @Override
    public String toString() {
        return recoveries.stream().map(Recovery::toString).collect(Collectors.joining("; "))
                + String.format(
                        Locale.ROOT,
                        "%n%d of %d passes acknowledged, refused %s, lost %s, twice %s, unexpected %s;"
                                + " %d trucks to refer, not referred %s, twice %s, innocent %s; parked %s, gaps %s",
                        acknowledged,
                        sent,
                        refused,
                        lost,
                        twice,
                        unexpected,
                        expectedReferrals,
                        unreferred,
                        referredTwice,
                        referredInnocent,
                        parked,
                        gaps);
    }
}
