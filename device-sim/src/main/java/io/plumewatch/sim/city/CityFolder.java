package io.plumewatch.sim.city;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one city, ours while we hold the lock of the operating system on it. The lock goes with the process,
 * however that ends, so whoever gets it may end the leftovers of the last holder.
 */
public final class CityFolder implements AutoCloseable {

    private static final String LOCK_FILE = "city.lock";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private CityFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder, making it where needed; fails when another city lives in it or it is something else. */
    static CityFolder take(Path folder) {
        try {
            requireOurs(folder);
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve(LOCK_FILE), CREATE, WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new RunFailed("another city lives in " + folder
                        + "; stop it, or choose another folder with --data DIR or --port-offset N");
            }
            return new CityFolder(folder, channel, lock);
        } catch (IOException e) {
            throw new RunFailed("cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void requireOurs(Path folder) throws IOException {
        if (!Files.exists(folder) || Files.exists(folder.resolve(LOCK_FILE))) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new RunFailed(folder + " holds something that is not a city; choose another with --data DIR");
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Deletes everything but the lock and the pid files, which the leftovers are found by. */
    void empty() {
        try (Stream<Path> content = Files.list(folder)) {
            for (Path entry : content.toList()) {
                if (!entry.equals(folder.resolve(LOCK_FILE)) && !entry.equals(run())) {
                    deleteTree(entry);
                }
            }
        } catch (IOException e) {
            throw new RunFailed("cannot empty " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }

    public Path path() {
        return folder;
    }

    /** Returns where pid files are. */
    Path run() {
        return folder.resolve("run");
    }

    /** Returns where programs and servers write what they say. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Returns the secret kept in a file of this name, made at random on first use; 43 characters. */
    String secret(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            writePrivate(file, secret + "\n");
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner may read, also while it is being written. */
    public static void writePrivate(Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path half = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, text, WRITE, TRUNCATE_EXISTING);
        Files.move(half, absolute, REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
