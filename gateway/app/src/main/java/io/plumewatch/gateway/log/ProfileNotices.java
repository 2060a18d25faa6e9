package io.plumewatch.gateway.log;

import io.plumewatch.wire.log.ProfileNotice;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the service each minute which code maps and unit profiles this gateway has, so that it notices a difference. */
public final class ProfileNotices implements AutoCloseable {

    private static final long FIRST_SECONDS = 2;
    private static final long EVERY_SECONDS = 60;

    private final RedisReadingLog log;
    private final String gateway;
    private final Map<String, String> digests;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "profile-notices"));

    /**
     * Makes the teller of one gateway.
     *
     * @param digests {@code name@version} → digest, see {@link ProfileNotice}
     */
    public ProfileNotices(RedisReadingLog log, String gateway, Map<String, String> digests, InstantSource clock) {
        this.log = log;
        this.gateway = gateway;
        this.digests = Map.copyOf(digests);
        this.clock = clock;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(
                () -> log.tell(new ProfileNotice(gateway, clock.instant(), digests)),
                FIRST_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
