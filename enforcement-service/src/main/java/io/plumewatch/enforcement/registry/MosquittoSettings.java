package io.plumewatch.enforcement.registry;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a Mosquitto broker reads who may connect.
 *
 * @param directory for its files {@code passwd} and {@code acl}, which exists; empty = no files are written
 * @param gatewayUsers user names of the gateways, 1..32 with commas between; each gateway needs its own
 * @param gatewayPassword their password; without one the files admit no gateway
 * @param pidFile the broker's {@code pid_file}: it is told to read the files anew; empty = somebody else tells it
 */
@ConfigurationProperties("plumewatch.mosquitto")
record MosquittoSettings(
        @DefaultValue("") String directory,
        @DefaultValue("plumewatch-gateway") List<String> gatewayUsers,
        @DefaultValue("") String gatewayPassword,
        @DefaultValue("") String pidFile) {

    private static final int MOST_GATEWAYS = 32;

    /** User name and client id of a gateway where nothing else is set. */
    private static final List<String> OWN_NAMES = List.of("gateway", "plumewatch-gateway");

    MosquittoSettings {
        gatewayUsers = List.copyOf(gatewayUsers);
        if (gatewayUsers.isEmpty()
                || gatewayUsers.size() > MOST_GATEWAYS
                || !gatewayUsers.stream().allMatch(user -> user.matches("[A-Za-z0-9_-]{1,64}"))) {
            throw new IllegalArgumentException("plumewatch.mosquitto.gateway-users is " + gatewayUsers
                    + " but must be 1..32 names of 1..64 letters, digits, hyphens and underscores");
        }
    }

    /** Returns whether a gateway has this name at the broker, at Mosquitto or at the city's own; in whatever case. */
    boolean isGateway(String user) {
        return Stream.concat(OWN_NAMES.stream(), gatewayUsers.stream()).anyMatch(user::equalsIgnoreCase);
    }

    boolean wanted() {
        return !directory.isEmpty();
    }

    @Override
    public String toString() {
        return "MosquittoSettings[directory=" + directory + ", gatewayUsers=" + gatewayUsers + "]";
    }
}
