package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that was not told is not taken for one that was, and nobody else is told. */
class BrokerSignalTests {

    private static final long NO_PROCESS = 4_194_305;

    @TempDir
    private Path folder;

    @Test
    void aBrokerThatDoesNotRunReadsItsFilesWhenItStarts() {
        assertThatCode(() -> new BrokerSignal(folder.resolve("none")).readAnew())
                .doesNotThrowAnyException();
    }

    @Test
    void aStalePidFileHitsNobody() throws IOException, InterruptedException {
        Process another = new ProcessBuilder("sleep", "60").start();
        try {
            assertThatThrownBy(() -> signal(another.pid()).readAnew())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("mosquitto");
            Assertions.assertThat(another.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            another.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNotThereIsTrouble() {
        assertThatThrownBy(() -> signal(NO_PROCESS).readAnew()).isInstanceOf(IOException.class);
    }

    private BrokerSignal signal(long pid) throws IOException {
        Path file = folder.resolve("mosquitto.pid");
        Files.writeString(file, pid + "\n");
        return new BrokerSignal(file);
    }
}
