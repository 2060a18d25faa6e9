package io.plumewatch.sim.city;

import io.plumewatch.sim.UsageException;
import java.nio.file.Path;
import java.util.Iterator;
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
 */
public record CityOptions(
        int portOffset,
        Path data,
        boolean fresh,
        double speed,
        boolean traffic,
        @Nullable Path credentials,
        boolean headlessCheck) {

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
        return new CityOptions(portOffset, data, true, 1, false, null, false);
    }

    /** Reads a command line. */
    public static CityOptions parse(List<String> arguments) {
        int portOffset = 0;
        Path data = null;
        boolean fresh = false;
        double speed = 1;
        boolean traffic = true;
        Path credentials = null;
        boolean headlessCheck = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--port-offset" -> portOffset = number(option, value(option, rest));
                case "--data" -> data = Path.of(value(option, rest));
                case "--fresh" -> fresh = true;
                case "--speed" -> speed = decimal(option, value(option, rest));
                case "--no-traffic" -> traffic = false;
                case "--credentials" -> credentials = Path.of(value(option, rest));
                case "--headless-check" -> headlessCheck = true;
                default -> throw new UsageException("unknown option '" + option + "'");
            }
        }
        if (headlessCheck && !traffic) {
            throw new UsageException("--headless-check waits for a referral, which --no-traffic never brings");
        }
        return new CityOptions(
                portOffset,
                (data == null ? usualFolder(portOffset) : data).toAbsolutePath().normalize(),
                fresh,
                speed,
                traffic,
                credentials,
                headlessCheck);
    }

    private static Path usualFolder(int portOffset) {
        String name = portOffset == 0 ? "city" : "city-" + portOffset;
        return Path.of(System.getProperty("user.home"), ".plumewatch", name);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " is '" + text + "' but must be a whole number");
        }
    }

    private static double decimal(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " is '" + text + "' but must be a number");
        }
    }
}
