package io.plumewatch.gateway.mqtt;

import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code maps: those in the jar, and those in a directory, which come first. */
public final class CodeMapFiles {

    private static final int MOST_BYTES = 1 << 16;

    private CodeMapFiles() {}

    /**
     * Reads the maps of a directory.
     *
     * @param directory empty for none
     * @throws IllegalArgumentException naming the file that is none
     */
    public static CodeMaps in(String directory) {
        if (directory.isEmpty()) {
            return CodeMaps.shipped();
        }
        List<CodeMap> own = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory), "*.json")) {
            for (Path file : files) {
                own.add(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the code maps in " + directory + " cannot be read", e);
        }
        return CodeMaps.shipped().with(own);
    }

    private static CodeMap read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + " is longer than 64 KiB and so no code map");
        }
        try {
            return CodeMap.parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
