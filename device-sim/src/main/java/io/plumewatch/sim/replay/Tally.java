package io.plumewatch.sim.replay;

import io.plumewatch.sim.capture.Channel;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was sent, and what the gateway made of it, by protocol. Thread-safe. */
public final class Tally {

    /**
     * The numbers of one protocol. Frames, messages, requests and polls are counted, whatever the protocol has.
     *
     * @param refused answered with a refusal: QUARANTINED, an HTTP status that is final, an item of a request, an
     *     error in an OBD answer
     * @param unanswered awaited in vain
     */
    public record Count(long sent, long acknowledged, long refused, long unanswered) {

        static final Count NONE = new Count(0, 0, 0, 0);

        private Count plus(Count more) {
            return new Count(
                    sent + more.sent,
                    acknowledged + more.acknowledged,
                    refused + more.refused,
                    unanswered + more.unanswered);
        }
    }

    private final Map<Channel, Count> counts = new EnumMap<>(Channel.class);

    void sent(Channel channel, long number) {
        add(channel, new Count(number, 0, 0, 0));
    }

    void acknowledged(Channel channel, long number) {
        add(channel, new Count(0, number, 0, 0));
    }

    void refused(Channel channel, long number) {
        add(channel, new Count(0, 0, number, 0));
    }

    void unanswered(Channel channel, long number) {
        add(channel, new Count(0, 0, 0, number));
    }

    private synchronized void add(Channel channel, Count more) {
        counts.merge(channel, more, Count::plus);
    }

    /** Returns the numbers of a protocol. */
    public synchronized Count of(Channel channel) {
        return counts.getOrDefault(channel, Count.NONE);
    }

    /** Returns one line a protocol. */
    public synchronized String report() {
        var lines = new StringBuilder();
        counts.forEach((channel, count) -> lines.append(String.format(
                Locale.ROOT,
                "%-10s sent %d, acknowledged %d, refused %d, unanswered %d%n",
                channel,
                count.sent(),
                count.acknowledged(),
                count.refused(),
                count.unanswered())));
        return lines.toString().stripTrailing();
    }

    synchronized long sentInAll() {
        return counts.values().stream().mapToLong(Count::sent).sum();
    }

    /** Returns how much was awaited in vain, in all protocols together. */
    public synchronized long unansweredInAll() {
        return counts.values().stream().mapToLong(Count::unanswered).sum();
    }
}
