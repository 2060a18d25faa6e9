package io.plumewatch.gateway.instrument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that is read again when it has changed. Used by one thread. */
final class WatchedFile {

    private final Path path;
    private final int mostBytes;
    private @Nullable Stamp seen;
    private boolean missing;

    WatchedFile(Path path, int mostBytes) {
        this.path = path;
        this.mostBytes = mostBytes;
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    /** Has the next look return the content again. */
    void forget() {
        seen = null;
    }

    /**
     * Returns the content when it is not what was returned last.
     *
     * @throws IOException when it cannot be read, once until it can be again
     */
    Optional<byte[]> changed() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            var stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            if (stamp.equals(seen)) {
                return Optional.empty();
            }
            if (now.size() > mostBytes) {
                seen = stamp;
                throw new IOException("it has " + now.size() + " bytes but must have at most " + mostBytes);
            }
            byte[] content = Files.readAllBytes(path);
            seen = stamp;
            missing = false;
            return Optional.of(content);
        } catch (java.nio.file.NoSuchFileException e) {
            seen = null;
            if (missing) {
                return Optional.empty();
            }
            missing = true;
            throw new IOException("there is no such file", e);
        }
    }
}
