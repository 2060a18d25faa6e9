package io.plumewatch.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTests {

    @TempDir
    private Path folder;

    private Path jar = Path.of("");
    private Path archive = Path.of("");

    @BeforeEach
    void aJar() throws IOException {
        jar = Files.createFile(folder.resolve("program.jar"));
        archive = Files.createDirectory(folder.resolve("program.jar.classes")).resolve("program.jar.jsa");
    }

    @Test
    void aJarWithoutAnArchiveStartsByItself() {
        assertThat(new ClassArchive(jar).launch()).containsExactly("-jar", jar.toString());
    }

    @Test
    void aJarStartsFromItsArchive() throws IOException {
        Files.createFile(archive);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));

        assertThat(new ClassArchive(jar).launch())
                .containsExactly(
                        "-XX:SharedArchiveFile=" + archive,
                        "-jar",
                        archive.resolveSibling("program.jar").toString());
    }

    @Test
    void anArchiveOfAnEarlierBuildIsNotUsed() throws IOException {
        Files.createFile(archive);
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(60)));

        assertThat(new ClassArchive(jar).launch()).containsExactly("-jar", jar.toString());
    }
}
