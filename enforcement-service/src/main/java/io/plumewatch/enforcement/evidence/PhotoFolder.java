package io.plumewatch.enforcement.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Photos in the directory that gateway and service share: {@code {first two hex digits}/{sha256}.jpg}. */
@Component
class PhotoFolder implements BlobStore {

    private static final Logger LOG = LoggerFactory.getLogger(PhotoFolder.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    PhotoFolder(@Value("${plumewatch.blobs}") Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(String sha256) {
        Optional<Path> path = path(sha256);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(path.get());
            if (sha256(bytes).equals(sha256)) {
                return Optional.of(bytes);
            }
            LOG.error("photo {} is damaged in the store: its bytes have another digest", sha256);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String sha256) {
        path(sha256).ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What is not a digest names no file, so nothing outside of the folder can be reached. */
    private Optional<Path> path(String sha256) {
        return SHA256.matcher(sha256).matches()
                ? Optional.of(folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jpg"))
                : Optional.empty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
