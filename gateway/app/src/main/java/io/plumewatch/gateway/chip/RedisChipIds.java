package io.plumewatch.gateway.chip;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.plumewatch.gateway.redis.RedisLink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identifiers in one hash of the telemetry Redis, and the last used ones in memory: they never change. */
public final class RedisChipIds implements ChipIds, AutoCloseable {

    /** Hash: {@code VIN/public key in hex} → identifier. */
    static final String KEY = "obd:chips";

    private static final Logger log = LoggerFactory.getLogger(RedisChipIds.class);
    private static final int MOST = 50_000;
    private static final long SECONDS = 2;

    private final RedisLink link;
    private final ExecutorService opener = Executors.newSingleThreadExecutor(task -> new Thread(task, "chip-ids"));
    private final AtomicBoolean opening = new AtomicBoolean();
    private final Map<String, String> cached = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    public RedisChipIds(RedisLink link) {
        this.link = link;
    }

    @Override
    public CompletableFuture<Optional<String>> of(String vin, String publicKey) {
        String field = field(vin, publicKey);
        String known = cached(field);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        return ask(commands -> commands.hget(KEY, field)).thenApply(value -> {
            Optional<String> found = Optional.ofNullable(value).map(bytes -> new String(bytes, UTF_8));
            found.ifPresent(chipId -> cache(field, chipId));
            return found;
        });
    }

    @Override
    public CompletableFuture<Void> remember(String vin, String publicKey, String chipId) {
        String field = field(vin, publicKey);
        return ask(commands -> commands.hset(KEY, field, chipId.getBytes(UTF_8)))
                .thenAccept(unused -> cache(field, chipId));
    }

    @Override
    public void close() {
        opener.shutdownNow();
        link.close();
    }

    private <T> CompletableFuture<@Nullable T> ask(
            Function<RedisAsyncCommands<String, byte[]>, CompletionStage<@Nullable T>> command) {
        CompletableFuture<@Nullable T> answer;
        try {
            answer = command.apply(link.current().async()).toCompletableFuture().orTimeout(SECONDS, TimeUnit.SECONDS);
        } catch (RedisException e) {
            openSoon(() -> {});
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionallyCompose(cause -> {
            if (cause instanceof TimeoutException) {
                // A server that vanished without a word would be waited for until TCP gives it up.
                openSoon(link::drop);
            }
            return CompletableFuture.failedFuture(new ChipIdsUnavailable("chip ids: " + cause.getMessage(), cause));
        });
    }

    private void openSoon(Runnable before) {
        if (opening.compareAndSet(false, true)) {
            opener.execute(() -> {
                try {
                    before.run();
                    var unused = link.open();
                } catch (RedisException | IllegalStateException e) {
                    // The second while the gateway stops.
                    log.debug("The chip ids cannot be reached: {}", e.getMessage());
                } finally {
                    opening.set(false);
                }
            });
        }
    }

    private @Nullable String cached(String field) {
        synchronized (cached) {
            return cached.get(field);
        }
    }

    private void cache(String field, String chipId) {
        synchronized (cached) {
            cached.put(field, chipId);
        }
    }

    private static String field(String vin, String publicKey) {
        return vin + "/" + publicKey;
    }
}
