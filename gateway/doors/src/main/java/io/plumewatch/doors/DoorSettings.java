package io.plumewatch.doors;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one peer may cost an HTTP server. How many connections there may be in all is {@code server.tomcat.max-connections}.
 *
 * @param perAddress most connections from one IPv4 address or one IPv6 network of 64 bits, 1..200,000
 * @param exempt networks (CIDR) without that limit: proxies, and carriers that hide many peers behind one address
 * @param headers how long the headers of a request may take from their first byte, or from the connection's first
 *     moment, 0.1 s..1 min; a TLS handshake likewise
 * @param bodies how long a body may let itself be waited for, in all, 0.1 s..1 min
 * @param bodyBytesPerSecond the more it has sent, the longer: as if at this rate, 1..1,073,741,824
 */
@ConfigurationProperties("plumewatch.http")
public record DoorSettings(
        @DefaultValue("200") int perAddress,
        @DefaultValue("127.0.0.0/8") List<String> exempt,
        @DefaultValue("10s") Duration headers,
        @DefaultValue("5s") Duration bodies,
        @DefaultValue("16384") int bodyBytesPerSecond) {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(1);

    /** Refuses what is out of bounds, naming the key. */
    public DoorSettings {
        require(perAddress >= 1 && perAddress <= 200_000, "per-address", perAddress, "1..200000");
        require(isWithinBounds(headers), "headers", headers, LEAST + ".." + MOST);
        require(isWithinBounds(bodies), "bodies", bodies, LEAST + ".." + MOST);
        require(
                bodyBytesPerSecond >= 1 && bodyBytesPerSecond <= 1 << 30,
                "body-bytes-per-second",
                bodyBytesPerSecond,
                "1.." + (1 << 30));
        // A list that ends in a setting nobody has given ends in nothing.
        exempt = exempt.stream().filter(network -> !network.isBlank()).toList();
        exempt.forEach(Network::of);
    }

    private static boolean isWithinBounds(Duration value) {
        return value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    }

    private static void require(boolean good, String key, Object value, String rule) {
        if (!good) {
            throw new IllegalArgumentException("plumewatch.http." + key + " is " + value + " but must be " + rule);
        }
    }
}
