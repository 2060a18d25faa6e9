package io.plumewatch.sim.broker;

import io.lettuce.core.RedisException;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connections of devices that would not be let in any more: suspended, gone from the registry, or with another
 * secret. While the projection cannot be read, every connection stays.
 *
 * <p>It looks once a second whether the registry has changed; only then it asks for the devices that are connected.
 */
final class Admissions implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(Admissions.class.getName());

    private final Projection projection;
    private final Map<RemotingConnection, Admission> standing = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var looking = new Thread(work, "broker-admissions");
        looking.setDaemon(true);
        return looking;
    });

    /**
     * Why a connection stands.
     *
     * @param checkedAt version of the registry under which it was looked at since; null = not yet
     */
    private record Admission(
            String deviceNo, String secretSha256, @Nullable String checkedAt) {

        boolean holds(@Nullable ProjectedDevice device) {
            return device != null && device.active() && device.secretSha256().equals(secretSha256);
        }

        Admission checked(String version) {
            return new Admission(deviceNo, secretSha256, version);
        }
    }

    Admissions(Projection projection) {
        this.projection = projection;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes that a device was let in. */
    void admitted(RemotingConnection connection, ProjectedDevice device) {
        if (standing.put(connection, new Admission(device.deviceNo(), device.secretSha256(), null)) == null) {
            connection.addCloseListener(() -> standing.remove(connection));
            connection.addFailureListener(new Forget(() -> standing.remove(connection)));
        }
    }

    /** Returns whether a device was let in on this connection with this secret, and has not been found out since. */
    boolean stands(RemotingConnection connection, String deviceNo, String secretSha256) {
        Admission admission = standing.get(connection);
        return admission != null
                && admission.deviceNo().equals(deviceNo)
                && admission.secretSha256().equals(secretSha256);
    }

    private void look() {
        try {
            Optional<String> version = projection.version();
            if (version.isPresent()) {
                check(version.get());
            }
        } catch (RedisException e) {
            // Nobody may be judged now; the next look comes in a second.
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot look at who is admitted", e);
        }
    }

    private void check(String version) {
        Map<RemotingConnection, Admission> unchecked = new HashMap<>(standing);
        unchecked.values().removeIf(admission -> version.equals(admission.checkedAt()));
        if (unchecked.isEmpty()) {
            return;
        }
        List<String> numbers =
                unchecked.values().stream().map(Admission::deviceNo).distinct().toList();
        Map<String, ProjectedDevice> devices = projection.devices(numbers);
        unchecked.forEach((connection, admission) -> {
            if (admission.holds(devices.get(admission.deviceNo()))) {
                standing.replace(connection, admission, admission.checked(version));
            } else {
                end(connection, admission);
            }
        });
    }

    /** As a failure, so that the device's will is published. */
    private void end(RemotingConnection connection, Admission admission) {
        standing.remove(connection, admission);
        LOG.log(System.Logger.Level.INFO, "{0} is not admitted any more", admission.deviceNo());
        connection.fail(new ActiveMQSecurityException("not admitted any more"));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A connection that fails is not always closed in order. */
    private record Forget(Runnable forget) implements org.apache.activemq.artemis.core.remoting.FailureListener {

        @Override
        public void connectionFailed(ActiveMQException exception, boolean failedOver) {
            forget.run();
        }

        @Override
        public void connectionFailed(ActiveMQException exception, boolean failedOver, String scaleDownTargetNodeId) {
            forget.run();
        }
    }
}
