package io.plumewatch.enforcement.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a few entries that our code cannot digest from code or tables that fail on all of them: after so many in a row
 * each next one is tried again later before it is parked, so that a broken table costs few entries and a broken device
 * holds nobody up for ever. One lane's, not thread-safe.
 */
final class Breaker {

    private final int most;
    private final Map<String, Integer> inARow = new HashMap<>();
    private final Map<String, String> heldAt = new HashMap<>();

    /** @param most how many entries of a stream may be parked one after the other */
    Breaker(int most) {
        this.most = most;
    }

    /** Returns whether an entry may be parked now; else it is to be tried once more later. */
    boolean mayPark(String stream, String entryId) {
        return inARow.getOrDefault(stream, 0) < most || entryId.equals(heldAt.put(stream, entryId));
    }

    void failed(String stream) {
        inARow.merge(stream, 1, Integer::sum);
    }

    void worked(String stream) {
        inARow.remove(stream);
        heldAt.remove(stream);
    }
}
