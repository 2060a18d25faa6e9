package io.plumewatch.sim.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process and its children have used so far, by the kernel's books.
 *
 * @param cpuSeconds user and system time, children included
 * @param residentBytes memory in RAM; pages that children share are counted once for each
 */
public record ProcessUse(double cpuSeconds, long residentBytes) {

    private static final double TICKS_PER_SECOND = 100;
    private static final long PAGE = 4_096;

    /** Reads what a process and its descendants have used. */
    public static ProcessUse of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(one -> read(Path.of("/proc", Long.toString(one.pid()))))
                .reduce(new ProcessUse(0, 0), ProcessUse::plus);
    }

    private static ProcessUse read(Path proc) {
        try {
            String stat = Files.readString(proc.resolve("stat"));
            // The name in brackets may hold blanks: count from behind it; field 3 of the manual is index 0 here.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            return new ProcessUse(cpu, Long.parseLong(fields[21]) * PAGE);
        } catch (IOException e) {
            return new ProcessUse(0, 0);
        }
    }

    private ProcessUse plus(ProcessUse other) {
        return new ProcessUse(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
    }
}
