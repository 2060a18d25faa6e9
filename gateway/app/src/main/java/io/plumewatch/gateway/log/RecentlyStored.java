package io.plumewatch.gateway.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers what the log took lately, to answer a repeated message without storing it again.
 *
 * <p>Best effort: it forgets the oldest, everything at a restart, and everything when the log begins a new life, because
 * then nothing that it remembers is stored any more. The service drops repetitions by their key in any case.
 */
public final class RecentlyStored {

    private static final int MOST = 20_000;

    private final Supplier<String> epoch;
    private final Map<String, String> contents = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    private String life = "";

    /**
     * Makes an empty memory.
     *
     * @param epoch gives the id of the log's present life
     */
    public RecentlyStored(Supplier<String> epoch) {
        this.epoch = epoch;
    }

    /** Returns whether the log has this very content under this key. */
    public synchronized boolean has(String key, String contentHash) {
        forgetOtherLives();
        return contentHash.equals(contents.get(key));
    }

    /** Notes that the log confirmed an entry. */
    public synchronized void stored(String key, String contentHash) {
        forgetOtherLives();
        contents.put(key, contentHash);
    }

    private void forgetOtherLives() {
        String now = epoch.get();
        if (!life.equals(now)) {
            life = now;
            contents.clear();
        }
    }
}
