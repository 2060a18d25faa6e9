package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a Java process holds on to, seen from beside it: it may be too busy, or too lost, to be asked itself. */
final class JavaHeap {

    private static final Pattern USED = Pattern.compile("(?:new generation|tenured generation) .*used (\\d+)K");

    private JavaHeap() {}

    /** Returns the bytes in use after a collection of everything; of a process with the serial collector. */
    static long usedBytes(ProcessHandle process) {
        jcmd(process, "GC.run");
        List<Long> used = USED.matcher(jcmd(process, "GC.heap_info"))
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
        if (used.size() != 2) {
            throw new IllegalStateException("cannot read the heap of process " + process.pid());
        }
        return (used.get(0) + used.get(1)) * 1_024;
    }

    private static String jcmd(ProcessHandle process, String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process run = new ProcessBuilder(tool, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(run.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
