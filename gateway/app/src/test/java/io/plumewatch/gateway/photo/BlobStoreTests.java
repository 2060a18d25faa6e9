package io.plumewatch.gateway.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTests {

    private static final String SHA256 = "ab".repeat(32);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void placesAPhotoThatTheServicesGroupMayRead() throws Exception {
        store(1, 2, 3);

        assertThat(photo()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(photo())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void marksAPhotoThatCameAgainSoThatNobodyTakesItForOld() throws Exception {
        store(1, 2, 3);
        Files.setLastModifiedTime(photo(), FileTime.from(LONG_AGO));

        store(1, 2, 3);

        assertThat(Files.getLastModifiedTime(photo()).toInstant()).isAfter(LONG_AGO.plusSeconds(3600));
    }

    @Test
    void replacesAPhotoThatIsNotWhole() throws Exception {
        Files.createDirectories(photo().getParent());
        Files.write(photo(), new byte[] {1});

        store(1, 2, 3);

        assertThat(photo()).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void sweepsWhatACrashLeftAndNothingElse() throws Exception {
        store(1, 2, 3);
        Path old = Files.write(photo().resolveSibling(".1.part"), new byte[1]);
        Path fresh = Files.write(photo().resolveSibling(".2.part"), new byte[1]);
        Files.setLastModifiedTime(old, FileTime.from(LONG_AGO));
        Files.setLastModifiedTime(photo(), FileTime.from(LONG_AGO));

        new BlobStore(directory).sweep(LONG_AGO.plusSeconds(60));

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(photo()).exists();
    }

    @Test
    void hasNothingToSweepBeforeTheFirstPhoto() throws Exception {
        new BlobStore(directory.resolve("none")).sweep(Instant.now());

        assertThat(directory.resolve("none")).doesNotExist();
    }

    private void store(int... bytes) throws Exception {
        byte[] jpeg = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            jpeg[i] = (byte) bytes[i];
        }
        new BlobStore(directory).store(SHA256, jpeg, Instant.now());
    }

    private Path photo() {
        return directory.resolve("ab").resolve(SHA256 + ".jpg");
    }
}
