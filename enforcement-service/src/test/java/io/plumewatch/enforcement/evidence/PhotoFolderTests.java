package io.plumewatch.enforcement.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.access.Secrets;
import io.plumewatch.enforcement.testing.EnforcementTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Photos are what their digest says, or they are not there. */
@EnforcementTest
class PhotoFolderTests {

    @Autowired
    BlobStore photos;

    @Value("${plumewatch.blobs}")
    Path folder;

    private final String content = "photo " + UUID.randomUUID();
    private final String sha256 = Secrets.sha256(content);

    @Test
    void readsWhatTheGatewayStored() throws Exception {
        store(content);

        assertThat(photos.read(sha256))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(content));
    }

    @Test
    void hasNoPhotoThatIsDamagedMissingOrNoDigest() throws Exception {
        assertThat(photos.read(sha256)).isEmpty();
        store(content.substring(1));
        assertThat(photos.read(sha256)).isEmpty();
        assertThat(photos.read("../../etc/passwd")).isEmpty();
    }

    @Test
    void deletesWhatNothingNamesAndKeepsTheRest() throws Exception {
        store(content);
        photos.keep(sha256);
        photos.keep(sha256);
        photos.delete(sha256, later());
        assertThat(photos.read(sha256)).isPresent();

        String other = content + "!";
        Path file = folder.resolve(Secrets.sha256(other).substring(0, 2)).resolve(Secrets.sha256(other) + ".jpg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, other);
        photos.delete(Secrets.sha256(other), later());
        assertThat(file).doesNotExist();
        photos.delete(Secrets.sha256(other), later());
    }

    @Test
    void keepsWhatCameInAgain() throws Exception {
        store(content);

        photos.delete(sha256, Instant.now().minusSeconds(60));
        assertThat(photos.read(sha256)).isPresent();

        photos.delete(sha256, later());
        assertThat(photos.read(sha256)).isEmpty();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    private void store(String bytes) throws Exception {
        Path file = folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jpg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, bytes);
    }
}
