package io.plumewatch.gateway.projection;

import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Who may talk to us, as the registry last said.
 *
 * <p>Every answer may fail with {@link ProjectionUnavailable}: then nobody may be judged unknown, and the caller waits.
 * With {@link BrokenProjection} it fails for this one only, and waiting does not help.
 * Answers complete on a thread of the Redis client when they are not cached: whoever continues there must not block.
 */
public interface Devices {

    /** Looks a device up by its number. */
    CompletableFuture<Optional<ProjectedDevice>> byNumber(String deviceNo);

    /** Looks an OBD terminal up by the VIN of its vehicle; tells nothing of its secret. */
    CompletableFuture<Optional<ProjectedDevice>> byVin(String vin);

    /** Looks an air station up by its device id in HJ 212, as the registry has it; tells nothing of its secret. */
    CompletableFuture<Optional<ProjectedDevice>> byMn(String mn);

    /** Looks a device up by the lower-case hex SHA-256 of its secret. */
    CompletableFuture<Optional<ProjectedDevice>> bySecret(String sha256);

    /** Looks a person's token up by its lower-case hex SHA-256. */
    CompletableFuture<Optional<ProjectedToken>> token(String sha256);

    /** Returns whether there is a projection at all. */
    boolean present();

    /** Completes when there is a projection (again); already complete while there is one. */
    CompletableFuture<Void> whenPresent();
}
