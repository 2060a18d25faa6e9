package io.plumewatch.sim.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that figures were taken on, and how busy it was. */
public final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    /** Returns processor, cores, kernel, Java and load in one line. */
    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GiB, Linux %s, Java %s, load average %s",
                processor(),
                SYSTEM.getAvailableProcessors(),
                SYSTEM.getTotalMemorySize() >> 30,
                SYSTEM.getVersion(),
                System.getProperty("java.version"),
                loadAverage());
    }

    /** Returns the load average of the last minute. */
    public static String loadAverage() {
        return String.format(Locale.ROOT, "%.1f", SYSTEM.getSystemLoadAverage());
    }

    /** Returns what this process alone has used. */
    public static double ownCpuSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
