package io.plumewatch.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.projection.ProjectedDevice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect, publish and subscribe.
 *
 * <ul>
 *   <li>A device: client id = user name = device number, active, right secret; publishes below
 *       {@code plumewatch/v1/{itself}/} except {@code ack}, subscribes to its own {@code ack} and nothing else.
 *   <li>The gateway, by a password of this broker: everything below {@code plumewatch/v1/}.
 *   <li>Nobody else, and nobody new while the projection is missing: come back in a moment.
 * </ul>
 *
 * <p>The broker asks again with every message; then a connection that stands is good until {@link Admissions} ends it.
 *
 * <p>Addresses are topics with dots for slashes.
 */
final class BrokerRules implements ActiveMQSecurityManager5 {

    private static final String ROOT = "plumewatch.v1.";

    private final Projection projection;
    private final Admissions admissions;
    private final String gatewayUser;
    private final String gatewayPassword;

    BrokerRules(Projection projection, Admissions admissions, String gatewayUser, String gatewayPassword) {
        this.projection = projection;
        this.admissions = admissions;
        this.gatewayUser = gatewayUser;
        this.gatewayPassword = gatewayPassword;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            RemotingConnection connection,
            @Nullable String securityDomain) {
        if (user == null || password == null) {
            return null;
        }
        if (user.equals(gatewayUser)) {
            return equal(gatewayPassword, password) ? subject(user) : null;
        }
        if (!user.equals(connection.getClientID())) {
            return null;
        }
        if (admissions.stands(connection, user, sha256(password))) {
            return subject(user);
        }
        Optional<ProjectedDevice> device = activeDevice(user, password);
        device.ifPresent(found -> admissions.admitted(connection, found));
        return device.isPresent() ? subject(user) : null;
    }

    private Optional<ProjectedDevice> activeDevice(String deviceNo, String secret) {
        return projection
                .device(deviceNo)
                .filter(device -> device.active() && equal(device.secretSha256(), sha256(secret)));
    }

    private static Subject subject(String user) {
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String addressOrQueue) {
        String user = getUserFromSubject(subject);
        String address = addressOrQueue.split("::", 2)[0];
        if (user == null || !address.startsWith(ROOT)) {
            return false;
        }
        if (user.equals(gatewayUser)) {
            return check != CheckType.MANAGE;
        }
        String own = ROOT + user + ".";
        if (address.equals(own + "ack")) {
            return isForSubscribing(check);
        }
        return address.startsWith(own)
                && !address.startsWith(own + "ack.")
                && (check == CheckType.SEND || check == CheckType.CREATE_ADDRESS);
    }

    private static boolean isForSubscribing(CheckType check) {
        return switch (check) {
            case CONSUME,
                    CREATE_ADDRESS,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> true;
            default -> false;
        };
    }

    @Override
    public @Nullable String getUserFromSubject(@Nullable Subject subject) {
        return subject == null
                ? null
                : subject.getPrincipals(UserPrincipal.class).stream()
                        .map(UserPrincipal::getName)
                        .findFirst()
                        .orElse(null);
    }

    /** The broker asks the calls with a connection; an answer without one could not see the client id. */
    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
