package io.plumewatch.sim.city;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may choose about a city.
 *
 * @param portOffset added to every port, {@code 0..40000}
 * @param data the city's folder
 * @param fresh whether to throw away what an earlier run left in the folder
 * @param speed how many times faster than real the gaps between live vehicles pass, {@code > 0}
 * @param traffic whether devices and people act
 * @param credentials where to write addresses and tokens, readable by the owner only
 * @param headlessCheck whether to end by itself once a referral has been pulled and acknowledged
 * @param gatewayRedisPort where the gateway finds Redis, for example a way to it that can be cut; 0 = Redis itself
 * @param severalGateways whether the gateway shares the units with others, which may be started beside it
 */
public record CityOptions(
        int portOffset,
        Path data,
        boolean fresh,
        double speed,
        boolean traffic,
        @Nullable Path credentials,
        boolean headlessCheck,
        int gatewayRedisPort,
        boolean severalGateways) {

    public CityOptions {
        if (portOffset < 0 || portOffset > CityPorts.LARGEST_OFFSET) {
            throw new UsageException("--port-offset is " + portOffset + " but must be 0.." + CityPorts.LARGEST_OFFSET);
        }
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new UsageException("--speed is " + speed + " but must be greater than 0");
        }
    }

    /** Returns the options of a city without traffic in the given folder: the ground for a test. */
    public static CityOptions quiet(Path data, int portOffset) {
        return new CityOptions(portOffset, data, true, 1, false, null, false, 0, false);
    }

    /** Reads a command line. */
    public static CityOptions parse(List<String> arguments) {
        var options = Options.parse(
                arguments,
                List.of("--fresh", "--no-traffic", "--headless-check"),
                List.of("--port-offset", "--data", "--speed", "--credentials"));
        boolean traffic = !options.has("--no-traffic");
        boolean headlessCheck = options.has("--headless-check");
        if (headlessCheck && !traffic) {
            throw new UsageException("--headless-check waits for a referral, which --no-traffic never brings");
        }
        int portOffset = options.number("--port-offset", 0);
        String credentials = options.text("--credentials", "");
        return new CityOptions(
                portOffset,
                Path.of(options.text("--data", usualFolder("city", portOffset).toString()))
                        .toAbsolutePath()
                        .normalize(),
                options.has("--fresh"),
                options.decimal("--speed", 1),
                traffic,
                credentials.isEmpty() ? null : Path.of(credentials),
                headlessCheck,
                0,
                false);
    }

    /** Returns the same options for a gateway that finds Redis at another port. */
    public CityOptions withGatewayRedis(int port) {
        return new CityOptions(
                portOffset, data, fresh, speed, traffic, credentials, headlessCheck, port, severalGateways);
    }

    /** Returns the same options for a city with more than one gateway. */
    public CityOptions withSeveralGateways() {
        return new CityOptions(
                portOffset, data, fresh, speed, traffic, credentials, headlessCheck, gatewayRedisPort, true);
    }

    /** Returns the usual folder of what runs under this name: {@code ~/.plumewatch/name-offset}, 0 left out. */
    public static Path usualFolder(String name, int portOffset) {
        String folder = portOffset == 0 ? name : name + "-" + portOffset;
        return Path.of(System.getProperty("user.home"), ".plumewatch", folder);
    }
}
