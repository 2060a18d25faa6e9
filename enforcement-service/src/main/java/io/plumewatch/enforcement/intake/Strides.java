package io.plumewatch.enforcement.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a stream goes into one transaction. Little at first, for a program that has just started takes seconds for
 * what later takes a moment, and nobody else can go on meanwhile; less after connections that broke again and again in the
 * midst of the same entries, for these may be what breaks them. One lane's, not thread-safe.
 */
final class Strides {

    private static final int TRIES = 3;
    private static final int FIRST = 8;

    private final int most;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Failures> failures = new HashMap<>();

    private record Failures(Offset at, int count) {}

    /** @param most readings that one transaction may take */
    Strides(int most) {
        this.most = most;
    }

    /** Returns where a transaction ends that begins with an entry; it takes one at least. */
    int end(String stream, List<ReadEntry> entries, int begin) {
        int size = size(stream);
        int end = begin + 1;
        int weight = entries.get(begin).weight();
        while (end < entries.size() && weight + entries.get(end).weight() <= size) {
            weight += entries.get(end++).weight();
        }
        return end;
    }

    /** Notes that a connection broke; returns whether it does so again and again in the midst of one single entry. */
    boolean failed(Offset at) {
        Failures before = failures.get(at.stream());
        int count = before != null && before.at().equals(at) ? before.count() + 1 : 1;
        failures.put(at.stream(), new Failures(at, count));
        if (count % TRIES != 0) {
            return false;
        }
        int size = size(at.stream());
        sizes.put(at.stream(), Math.max(1, size / 2));
        return size == 1;
    }

    void worked(String stream) {
        failures.remove(stream);
        sizes.put(stream, Math.min(most, size(stream) * 2));
    }

    private int size(String stream) {
        return sizes.getOrDefault(stream, Math.min(most, FIRST));
    }
}
