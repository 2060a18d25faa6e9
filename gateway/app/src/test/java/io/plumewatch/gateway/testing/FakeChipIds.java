package io.plumewatch.gateway.testing;

import io.plumewatch.gateway.chip.ChipIds;
import io.plumewatch.gateway.chip.ChipIdsUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The identifiers of security chips in memory, which can be away. */
public final class FakeChipIds implements ChipIds {

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private volatile boolean away;

    public void away(boolean now) {
        away = now;
    }

    public Map<String, String> all() {
        return Map.copyOf(ids);
    }

    @Override
    public CompletableFuture<Optional<String>> of(String vin, String publicKey) {
        return away
                ? CompletableFuture.failedFuture(new ChipIdsUnavailable("away", new IllegalStateException()))
                : CompletableFuture.completedFuture(Optional.ofNullable(ids.get(vin + "/" + publicKey)));
    }

    @Override
    public CompletableFuture<Void> remember(String vin, String publicKey, String chipId) {
        if (away) {
            return CompletableFuture.failedFuture(new ChipIdsUnavailable("away", new IllegalStateException()));
        }
        ids.put(vin + "/" + publicKey, chipId);
        return CompletableFuture.completedFuture(null);
    }
}
