package io.plumewatch.gateway.testing;

import io.plumewatch.gateway.projection.BrokenProjection;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A registry in memory. */
public final class FakeDevices implements Devices {

    private final List<ProjectedDevice> devices = new CopyOnWriteArrayList<>();
    private final List<String> spoiled = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Void>> held = new ConcurrentLinkedQueue<>();

    public FakeDevices with(ProjectedDevice device) {
        devices.add(device);
        return this;
    }

    /** Says something else of a device from now on. */
    public void replace(ProjectedDevice device) {
        devices.removeIf(now -> now.deviceNo().equals(device.deviceNo()));
        devices.add(device);
    }

    /** From now on what is filed under this number, VIN or MN cannot be read. */
    public void spoil(String name) {
        spoiled.add(name);
    }

    /** The next look-up is answered when the returned future is completed. */
    public CompletableFuture<Void> holdNext() {
        var answer = new CompletableFuture<Void>();
        held.add(answer);
        return answer;
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byNumber(String deviceNo) {
        return first(deviceNo, device -> device.deviceNo().equals(deviceNo));
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byVin(String vin) {
        return first(vin, device -> vin.equals(device.vin()));
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> byMn(String mn) {
        return first(mn, device -> mn.equals(device.mn()));
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> bySecret(String sha256) {
        return first(sha256, device -> device.secretSha256().equals(sha256));
    }

    @Override
    public CompletableFuture<Optional<ProjectedToken>> token(String sha256) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public CompletableFuture<Void> whenPresent() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Optional<ProjectedDevice>> first(String name, Predicate<ProjectedDevice> wanted) {
        if (spoiled.contains(name)) {
            var cause = new IllegalArgumentException("no JSON");
            return CompletableFuture.completedFuture("").thenApply(json -> {
                throw new BrokenProjection("a broken device", cause);
            });
        }
        Optional<ProjectedDevice> found = devices.stream().filter(wanted).findFirst();
        CompletableFuture<Void> answer = held.poll();
        return answer == null ? CompletableFuture.completedFuture(found) : answer.thenApply(now -> found);
    }
}
