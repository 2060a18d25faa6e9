package io.plumewatch.sim.device;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The faults of one instrument, set from outside while it runs. */
public final class LineFaults {

    private static final int FOR_EVER = -1;

    private final Map<LineFault, Integer> left = new EnumMap<>(LineFault.class);

    /** Has the fault for the next {@code questions} questions. */
    public synchronized void next(LineFault fault, int questions) {
        left.put(fault, questions);
    }

    /** Has the fault until it is repaired. */
    public synchronized void set(LineFault fault) {
        left.put(fault, FOR_EVER);
    }

    /** Is well again. */
    public synchronized void repair() {
        left.clear();
    }

    /** Returns the faults of one question, and counts it. */
    synchronized Set<LineFault> forQuestion() {
        var now = EnumSet.noneOf(LineFault.class);
        now.addAll(left.keySet());
        left.replaceAll((fault, times) -> times == FOR_EVER ? FOR_EVER : times - 1);
        left.values().removeIf(times -> times == 0);
        return now;
    }
}
