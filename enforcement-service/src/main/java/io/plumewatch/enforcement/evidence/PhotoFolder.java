package io.plumewatch.enforcement.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Photos in the directory that gateway and service share: {@code {first two hex digits}/{sha256}.jpg}. */
@Component
class PhotoFolder implements BlobStore {

    private static final Logger LOG = LoggerFactory.getLogger(PhotoFolder.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final String KEEP =
            "insert into kept_photo (sha256) values (:sha256) on conflict (sha256) do nothing";
    private static final String IS_KEPT = "select exists (select from kept_photo where sha256 = :sha256)";

    private final Path folder;
    private final JdbcClient jdbc;

    PhotoFolder(@Value("${plumewatch.blobs}") Path folder, JdbcClient jdbc) {
        this.folder = folder;
        this.jdbc = jdbc;
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
    public void keep(String sha256) {
        jdbc.sql(KEEP).param("sha256", sha256).update();
    }

    @Override
    public void delete(String sha256, Instant since) {
        path(sha256).filter(path -> !isKept(sha256)).ifPresent(path -> {
            try {
                delete(path, since);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Looks at the time only when the file is out of a gateway's way, which would otherwise mark it in between. */
    private static void delete(Path path, Instant since) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".going");
        if (Files.exists(path)) {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.exists(aside)) {
            return;
        }
        if (Files.getLastModifiedTime(aside).toInstant().isBefore(since)) {
            Files.delete(aside);
        } else {
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private boolean isKept(String sha256) {
        return jdbc.sql(IS_KEPT).param("sha256", sha256).query(Boolean.class).single();
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
