package io.plumewatch.gateway.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Photos by their digest: {@code {directory}/{first two digits}/{sha256}.jpg}.
 *
 * <p>A file appears under its name only when its bytes are on disk: written aside, synced, renamed, and then the
 * directory is synced. Blocks for as long as the disk takes.
 */
final class BlobStore {

    private static final String PART = ".part";

    /** The service reads what the gateway writes, and may run as another user of the same group. */
    private static final FileAttribute<?> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    private final Path directory;

    BlobStore(Path directory) {
        this.directory = directory;
    }

    /** Deletes what a crash left half written before a time; another gateway may be writing beside us. */
    void sweep(Instant before) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.find(
                directory,
                2,
                (path, is) -> path.getFileName().toString().endsWith(PART)
                        && is.isRegularFile()
                        && is.lastModifiedTime().toInstant().isBefore(before))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    void store(String sha256, byte[] jpeg, Instant now) throws IOException {
        Path folder = directory.resolve(sha256.substring(0, 2));
        Files.createDirectories(folder);
        Path photo = folder.resolve(sha256 + ".jpg");
        if (!mark(photo, jpeg.length, now)) {
            place(folder, photo, jpeg);
        }
        // Also for what is there already: whoever put it there may not have come to this.
        sync(folder);
        sync(directory);
    }

    /**
     * Marks a photo that is there already with the present time, or returns false: whoever deletes old photos that
     * nothing names looks at it, and the notice of this one is still to come.
     */
    private static boolean mark(Path photo, int length, Instant now) throws IOException {
        try {
            if (Files.size(photo) != length) {
                return false;
            }
            Files.setLastModifiedTime(photo, FileTime.from(now));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void place(Path folder, Path photo, byte[] jpeg) throws IOException {
        Path aside = Files.createTempFile(folder, ".", PART, READABLE);
        try {
            write(aside, jpeg);
            Files.move(aside, photo, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
