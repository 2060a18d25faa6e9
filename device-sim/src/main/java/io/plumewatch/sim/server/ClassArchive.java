package io.plumewatch.sim.server;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of one of our jars as Java had them after a start, kept in a file beside it: a start from there needs half
 * of the time. Java keeps only classes of plain jars, so ours is unpacked there too. An archive that is older than its
 * jar is not used; Java itself refuses one of another Java or of changed jars and then starts the long way.
 *
 * @param jar as Spring Boot packs it
 */
public record ClassArchive(Path jar) {

    /** The system property under which programs leave an archive when they end in order. */
    public static final String RECORDING = "plumewatch.record-classes";

    /** Returns Java's arguments that start the program. */
    public List<String> launch() {
        if (Boolean.getBoolean(RECORDING)) {
            unpack();
            return List.of("-XX:ArchiveClassesAtExit=" + archive(), "-jar", unpacked());
        }
        return usable()
                ? List.of("-XX:SharedArchiveFile=" + archive(), "-jar", unpacked())
                : List.of("-jar", jar.toString());
    }

    /** Returns whether there is an archive of this very jar. */
    public boolean usable() {
        try {
            return Files.exists(archive())
                    && Files.getLastModifiedTime(archive()).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void unpack() {
        try {
            Files.deleteIfExists(archive());
            var process = new ProcessBuilder(
                            JavaProgram.java(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            folder().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new RunFailed("cannot unpack " + jar + " to " + folder());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted while unpacking " + jar, e);
        }
    }

    private Path folder() {
        return jar.resolveSibling(name() + ".classes");
    }

    private Path archive() {
        return folder().resolve(name() + ".jsa");
    }

    private String unpacked() {
        return folder().resolve(name()).toString();
    }

    private String name() {
        return jar.getFileName().toString();
    }
}
