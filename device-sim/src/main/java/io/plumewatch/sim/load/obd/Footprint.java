package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Java program holds at a moment.
 *
 * @param heapBytes live objects, after a full collection
 * @param kernelBytes what the machine's sockets cost its kernel, both ends of those on the loopback network
 * @param classes bytes of live objects by class
 */
record Footprint(long heapBytes, long kernelBytes, Map<String, Long> classes) {

    /** What each socket has one of. Its directory entry, which all files have, is counted apart. */
    private static final Set<String> CACHES = Set.of("TCP", "sock_inode_cache", "filp", "eventpoll_epi");

    private static final int DIRECTORY_ENTRY = 192;
    private static final long PAGE = 4_096;

    /** Collects garbage and reads what is left. */
    static Footprint of(ProcessHandle java) {
        jcmd(java, "GC.run");
        // Collects once more, and counts nothing that was allocated since.
        Map<String, Long> classes = classes(jcmd(java, "GC.class_histogram"));
        long heap = classes.values().stream().mapToLong(Long::longValue).sum();
        return new Footprint(heap, sockets(), classes);
    }

    private static Map<String, Long> classes(List<String> histogram) {
        var classes = new HashMap<String, Long>();
        for (String line : histogram) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length >= 4 && fields[0].matches("\\d+:")) {
                classes.merge(fields[3], Long.parseLong(fields[2]), Long::sum);
            }
        }
        return classes;
    }

    private static long sockets() {
        try {
            long bytes = 0;
            for (String line : Files.readAllLines(Path.of("/proc/slabinfo"))) {
                String[] fields = line.split("\\s+");
                if (CACHES.contains(fields[0])) {
                    int more = fields[0].equals("TCP") ? DIRECTORY_ENTRY : 0;
                    bytes += Long.parseLong(fields[1]) * (Long.parseLong(fields[3]) + more);
                }
            }
            String tcp = Files.readAllLines(Path.of("/proc/net/sockstat")).stream()
                    .filter(line -> line.startsWith("TCP:"))
                    .findFirst()
                    .orElseThrow();
            return bytes + Long.parseLong(tcp.replaceAll(".* mem (\\d+).*", "$1")) * PAGE;
        } catch (IOException e) {
            throw new RunFailed("the kernel's books need root: " + e.getMessage(), e);
        }
    }

    private static List<String> jcmd(ProcessHandle java, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            var process = new ProcessBuilder(jcmd.toString(), Long.toString(java.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return process.inputReader().lines().toList();
        } catch (IOException e) {
            throw new RunFailed("jcmd does not run: " + e.getMessage(), e);
        }
    }
}
