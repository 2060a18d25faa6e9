package io.plumewatch.doors;

import java.util.HashMap;
import java.util.Map;

/** How many things may be under way at once, of each and of all together. Safe for any thread. */
public final class Permits {

    private final int each;
    private final int all;
    private final Map<String, Integer> underWay = new HashMap<>();
    private int sum;

    public Permits(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /** Lets one more in, which then has to {@link #leave}; or does not. */
    public synchronized boolean enter(String who) {
        if (sum >= all || underWay.getOrDefault(who, 0) >= each) {
            return false;
        }
        sum++;
        underWay.merge(who, 1, Integer::sum);
        return true;
    }

    /** Tells that one that was let in has ended. */
    public synchronized void leave(String who) {
        sum--;
        underWay.computeIfPresent(who, (unused, count) -> count == 1 ? null : count - 1);
    }
}
