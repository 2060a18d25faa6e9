package io.plumewatch.sim.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.api.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a user starts it: {@code java -jar plumewatch-sim.jar city}. */
class CitySystemTests {

    private static final Duration TO_READY = Duration.ofMinutes(5);
    private static final Duration TO_CHECKED = Duration.ofMinutes(13);

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(processes()).isEmpty();
    }

    @Test
    void aCheckedCityRefersSomebodyAndEndsByItself() throws Exception {
        try (var city = CityProcess.start(
                folder.resolve("a"), FreeOffset.next(), "--fresh", "--speed", "5", "--headless-check")) {
            assertThat(city.awaitExit(TO_CHECKED)).as(city.output()).isZero();
            assertThat(city.output()).contains("READY", "checked:");
        }
    }

    @Test
    void twoCitiesLiveSideBySideAndSigtermLeavesNoProcess() throws Exception {
        Path credentials = folder.resolve("credentials.json");
        int offset = FreeOffset.next();
        try (var one = CityProcess.start(
                        folder.resolve("a"), offset, "--no-traffic", "--credentials", credentials.toString());
                var other = CityProcess.start(folder.resolve("b"), FreeOffset.next(), "--no-traffic")) {
            one.awaitLine("READY", TO_READY);
            other.awaitLine("READY", TO_READY);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                    .isEqualTo("rw-------");
            holdsNothingButAnswers(credentials);
            aSecondCityInTheSameFolderSaysWhyNot(offset);

            assertThat(one.terminate()).isNotZero();
            assertThat(other.terminate()).isNotZero();
        }
    }

    private static void holdsNothingButAnswers(Path credentials) throws IOException {
        JsonNode read = JsonMapper.shared().readTree(Files.readString(credentials));
        assertThat(read.get("tokens").get("OFFICER")).hasSize(2);
        var admin = new Api(
                URI.create(read.get("enforcementUrl").asString()),
                read.get("tokens").get("ADMIN").asString());
        assertThat(admin.get("/api/v1/devices").get("items")).isEmpty();
    }

    private void aSecondCityInTheSameFolderSaysWhyNot(int offset) throws Exception {
        try (var second = CityProcess.start(folder.resolve("a"), offset, "--no-traffic")) {
            assertThat(second.awaitExit(TO_READY)).isEqualTo(1);
            assertThat(second.output()).contains("another city lives in");
        }
    }

    @Test
    void aCityComesBackWithItsDataAndNewTokens() throws Exception {
        int offset = FreeOffset.next();
        Path credentials = folder.resolve("credentials.json");
        String firstToken = adminToken(offset, credentials);

        String secondToken = adminToken(offset, credentials);

        assertThat(secondToken).isNotEqualTo(firstToken);
    }

    private String adminToken(int offset, Path credentials) throws Exception {
        try (var city = CityProcess.start(
                folder.resolve("a"), offset, "--no-traffic", "--credentials", credentials.toString())) {
            city.awaitLine("READY", TO_READY);
            city.terminate();
        }
        return JsonMapper.shared()
                .readTree(Files.readString(credentials))
                .get("tokens")
                .get("ADMIN")
                .asString();
    }

    private List<String> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(command -> command.contains(folder.toString()))
                    .toList();
        }
    }
}
