package io.plumewatch.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.plumewatch.gateway.redis.Gate;
import io.plumewatch.gateway.redis.RedisLink;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The projection in Redis, read through a cache that is emptied whenever the version moves.
 *
 * <p>Only active devices are cached. That somebody is unknown or suspended is read afresh each time, together with the
 * version: a device may connect as soon as it has been registered, and an empty Redis makes nobody unknown.
 */
public final class RedisDevices implements Devices, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisDevices.class);

    /** Looks without an answer after which what is cached is too old to judge anybody by. */
    static final int MISSED_LOOKS = 3;

    /** No version is called so, nor the state before the first one. */
    private static final String CHANGING = "changing";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedisLink link;
    private final ProjectionReads reads;
    private final ProjectionSettings settings;
    private final ProjectionSeal seal;
    private final Unverified unverified = new Unverified();
    private final Gate gate = new Gate();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "projection"));
    private volatile DeviceCache cache;
    private int missedLooks;
    private String missing = "";

    public RedisDevices(ProjectionSettings settings, RedisLink link) {
        this.settings = settings;
        this.link = link;
        this.reads = new ProjectionReads(link);
        this.seal = ProjectionSeal.of(settings.key());
        this.cache = new DeviceCache("", settings.cachedDevices());
    }

    public void start() {
        var unused =
                poller.scheduleWithFixedDelay(this::poll, 0, settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byNumber(String deviceNo) {
        DeviceCache now = cache;
        ProjectedDevice cached = gate.isOpen() ? now.byNumber(deviceNo) : null;
        return cached != null
                ? CompletableFuture.completedFuture(Optional.of(cached))
                : read(ProjectionKeys.DEVICES, deviceNo).thenApply(found -> found.map(this::kept));
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byVin(String vin) {
        return bySecondKey(ProjectionKeys.VINS, vin);
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byMn(String mn) {
        return bySecondKey(ProjectionKeys.MNS, mn);
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> bySecret(String sha256) {
        // The secret's entry goes when it is rotated, the cached device may not know yet: compare.
        return bySecondKey(ProjectionKeys.SECRETS, sha256)
                .thenApply(found -> found.filter(device -> device.secretSha256().equals(sha256)));
    }

    @Override
    public CompletableFuture<Optional<ProjectedToken>> token(String sha256) {
        return read(ProjectionKeys.TOKENS, sha256)
                .thenApply(found -> found.map(json -> parse(json.value, ProjectedToken.class)));
    }

    /** Returns how many values were found that the service did not seal. */
    public long unverified() {
        return unverified.count();
    }

    /** Returns whether such a value was found in the last ten minutes. */
    public boolean tampered() {
        return unverified.lately();
    }

    @Override
    public boolean present() {
        return gate.isOpen();
    }

    @Override
    public CompletableFuture<Void> whenPresent() {
        return gate.whenOpen();
    }

    @Override
    public void close() {
        poller.shutdownNow();
        link.close();
    }

    /**
     * A device is cached under that key alone that it is asked for by: nobody asks for terminals by their number.
     * And it is read after its key's entry, for what was cached before might be older.
     */
    private CompletableFuture<Optional<ProjectedDevice>> bySecondKey(String hash, String key) {
        ProjectedDevice cached = gate.isOpen() ? cache.bySecondKey(hash, key) : null;
        if (cached != null) {
            return CompletableFuture.completedFuture(Optional.of(cached));
        }
        return read(hash, key)
                .thenCompose(number -> number.map(found -> read(ProjectionKeys.DEVICES, found.value)
                                .thenApply(device -> device.map(value -> device(hash, value)))
                                .thenApply(device -> remember(hash, key, found.version, device)))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private Optional<ProjectedDevice> remember(
            String hash, String key, String version, Optional<ProjectedDevice> device) {
        device.ifPresent(found -> cache.putSecondKey(version, hash, key, found));
        return device;
    }

    private ProjectedDevice kept(Found found) {
        ProjectedDevice device = parse(found.value, ProjectedDevice.class);
        cache.put(found.version, device);
        return device;
    }

    private static ProjectedDevice device(String keys, Found found) {
        ProjectedDevice device = parse(found.value, ProjectedDevice.class);
        return keys.equals(ProjectionKeys.SECRETS) ? device : device.withoutSecret();
    }

    /**
     * Reads a field of a hash and, around it, the version. What is missing while there is a version is really missing;
     * what was read while the version changed may belong to either and is not kept.
     */
    private CompletableFuture<Optional<Found>> read(String hash, String field) {
        return reads.read(hash, field)
                .thenApply(read -> found(read.value(), read.before(), vouched(read.after())))
                .thenApply(found -> found.flatMap(held -> opened(hash, field, held)))
                .exceptionallyCompose(RedisDevices::unavailable);
    }

    static Optional<Found> found(byte @Nullable [] value, byte @Nullable [] before, byte @Nullable [] version) {
        // Without an earlier one the value may have been looked for before the projection was rebuilt.
        if (version == null || before == null) {
            throw new ProjectionUnavailable("there is no " + ProjectionKeys.VERSION);
        }
        String readUnder = Arrays.equals(before, version) ? text(version) : CHANGING;
        return value == null ? Optional.empty() : Optional.of(new Found(text(value), readUnder));
    }

    /** What nobody vouches for is not known: a device that somebody else put there is none. */
    private Optional<Found> opened(String hash, String field, Found held) {
        Optional<String> value = seal.open(hash, field, held.value);
        if (value.isEmpty()) {
            unverified.found(hash, field);
        }
        return value.map(text -> new Found(text, held.version));
    }

    /** Of a projection with another key nothing can be known: then it counts as missing, and nobody is judged. */
    private byte @Nullable [] vouched(byte @Nullable [] version) {
        if (version != null && !sealed(text(version))) {
            throw new ProjectionUnavailable(ProjectionKeys.VERSION + " has no seal of plumewatch.projection.key");
        }
        return version;
    }

    private boolean sealed(String version) {
        return seal.open(ProjectionKeys.VERSION, "", version).isPresent();
    }

    private static <T> CompletableFuture<T> unavailable(Throwable cause) {
        return CompletableFuture.failedFuture(new ProjectionUnavailable(String.valueOf(cause.getMessage()), cause));
    }

    /** An Error ends the polling, and nothing must then be judged by a cache that nobody renews. */
    private void poll() {
        boolean alive = false;
        try {
            look();
            alive = true;
        } catch (RuntimeException e) {
            log.error("Our own code failed while looking at the projection", e);
            alive = true;
        } finally {
            if (!alive) {
                gate.shut();
            }
        }
    }

    private void look() {
        try {
            byte[] version = link.open().sync().get(ProjectionKeys.VERSION);
            missedLooks = 0;
            if (version == null || !sealed(text(version))) {
                missing(version == null ? "gone" : "not sealed with our key (PLUMEWATCH_PROJECTION_KEY)");
            } else {
                present(text(version));
            }
        } catch (RedisException e) {
            log.debug("The projection cannot be read: {}", e.getMessage());
            link.dropIfSilent(e);
            missed();
        }
    }

    private void missed() {
        missedLooks++;
        if (missedLooks >= MISSED_LOOKS && gate.isOpen()) {
            log.warn("The projection has not answered {} times: reading nothing until it does", missedLooks);
            gate.shut();
        }
    }

    private void missing(String why) {
        if (gate.isOpen() || !why.equals(missing)) {
            log.warn("The projection is {}: reading nothing until the service has rebuilt it", why);
        }
        missing = why;
        gate.shut();
        cache = new DeviceCache("", settings.cachedDevices());
    }

    private void present(String version) {
        if (!cache.version().equals(version)) {
            cache = new DeviceCache(version, settings.cachedDevices());
        }
        missing = "";
        if (!gate.isOpen()) {
            log.info("The projection is there, version {}", version);
            gate.open();
        }
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException e) {
            throw new BrokenProjection("a broken " + type.getSimpleName() + " in the projection", e);
        }
    }

    private static String text(byte[] value) {
        return new String(value, UTF_8);
    }

    record Found(String value, String version) {}
}
