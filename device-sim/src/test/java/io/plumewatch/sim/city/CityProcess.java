package io.plumewatch.sim.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A city as a process of its own, run from the packaged jar. */
final class CityProcess implements AutoCloseable {

    private static final Duration TO_STOP = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;

    private CityProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CityProcess start(Path data, int portOffset, String... options) throws IOException {
        Path jar = Installation.find().home().resolve("device-sim/target/plumewatch-sim.jar");
        assertThat(jar).exists();
        Path output = Files.createTempFile("plumewatch-city", ".out");
        output.toFile().deleteOnExit();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "city",
                "--data",
                data.toString(),
                "--port-offset",
                Integer.toString(portOffset)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new CityProcess(process, output);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    void awaitLine(String text, Duration patience) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !process.isAlive() || output().contains(text));
        assertThat(output).content().contains(text);
    }

    int awaitExit(Duration patience) throws IOException, InterruptedException {
        assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** Sends SIGTERM and returns the exit code. */
    int terminate() throws IOException, InterruptedException {
        process.destroy();
        return awaitExit(TO_STOP);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            terminate();
        }
    }
}
