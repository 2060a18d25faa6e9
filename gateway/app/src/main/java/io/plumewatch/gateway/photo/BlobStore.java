package io.plumewatch.gateway.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Photos by their digest: {@code {directory}/{first two digits}/{sha256}.jpg}.
 *
 * <p>A file appears under its name only when its bytes are on disk: written aside, synced, renamed, and then the
 * directory is synced. Blocks for as long as the disk takes.
 */
final class BlobStore {

    private final Path directory;

    BlobStore(Path directory) {
        this.directory = directory;
    }

    void store(String sha256, byte[] jpeg) throws IOException {
        Path folder = directory.resolve(sha256.substring(0, 2));
        Files.createDirectories(folder);
        Path photo = folder.resolve(sha256 + ".jpg");
        if (!Files.exists(photo) || Files.size(photo) != jpeg.length) {
            place(folder, photo, jpeg);
        }
        // Also for what is there already: whoever put it there may not have come to this.
        sync(folder);
        sync(directory);
    }

    private static void place(Path folder, Path photo, byte[] jpeg) throws IOException {
        Path aside = Files.createTempFile(folder, ".", ".part");
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
