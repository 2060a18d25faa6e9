package io.plumewatch.sim.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.api.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a user starts it: {@code java -jar plumewatch-sim.jar city}. */
class CitySystemTests {

    private static final Duration TO_READY = Duration.ofMinutes(5);
    private static final Duration TO_SEE_ALL = Duration.ofMinutes(2);
    private static final Duration TO_CHECKED = Duration.ofMinutes(13);

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(processes()).isEmpty();
    }

    @Test
    @Tag("long")
    void everyKindOfDeviceIsSeenAlive() throws Exception {
        Path credentials = folder.resolve("credentials.json");
        try (var city = CityProcess.start(
                folder.resolve("a"), FreeOffset.next(), "--fresh", "--credentials", credentials.toString())) {
            city.awaitLine("READY", TO_READY);
            seesEveryKindOfDevice(credentials);
            assertThat(city.terminate()).isNotZero();
        }
    }

    /** One device number of each kind that lives in the city; instruments are polled, everybody else calls. */
    private static final List<String> KINDS = List.of(
            "RS-410100-1",
            "RS-410100-3",
            "NR-410200-1",
            "SMK-410800-1",
            "OBD-000000",
            "AIR-410100-1",
            "AIR-410800-1",
            "AIR-411400-1",
            "CAM-410100-1",
            "GATE-410100-1",
            "OPA-410800-1",
            "GAS-410800-1",
            "WX-410800-1");

    private static final List<String> TELL_TIME_AND_NUMBER = List.of("obd", "hj212", "sighting");

    /** Units number their own messages only; national records have no numbers. */
    private static boolean tellsTimeAndNumber(JsonNode device) {
        return TELL_TIME_AND_NUMBER.contains(device.get("protocol").asString())
                || device.get("deviceNo").asString().startsWith("RS-");
    }

    private static void seesEveryKindOfDevice(Path credentials) throws IOException {
        Credentials city = Credentials.read(credentials);
        var gateway = new Api(URI.create(city.gatewayUrl()), city.tokens().admin());
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(TO_SEE_ALL)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    JsonNode items = gateway.get("/api/v1/devices").get("items");
                    var seen = new HashMap<String, JsonNode>();
                    items.forEach(device -> seen.put(device.get("deviceNo").asString(), device));
                    assertThat(seen.keySet()).containsAll(KINDS);
                    KINDS.forEach(deviceNo -> isWellKnown(Objects.requireNonNull(seen.get(deviceNo))));
                });
    }

    private static void isWellKnown(JsonNode device) {
        String deviceNo = device.get("deviceNo").asString();
        assertThat(device.get("trust").asString()).as(deviceNo).isIn("ENROLLED", "CERTIFIED");
        assertThat(Instant.parse(device.get("lastSeenAt").asString()))
                .as(deviceNo)
                .isNotNull();
        boolean polled = device.get("protocol").asString().equals("instrument");
        if (tellsTimeAndNumber(device)) {
            assertThat(device.path("clockDriftMillis").isNumber()).as(deviceNo).isTrue();
        }
        if (tellsTimeAndNumber(device) || polled) {
            assertThat(device.path("completeness").isNumber()).as(deviceNo).isTrue();
        }
        if (polled) {
            assertThat(device.path("clockDriftMillis").isNumber()).as(deviceNo).isFalse();
        }
    }

    /** A quiet one, and one that is checked: it refers somebody and ends by itself, the quiet one by SIGTERM. */
    @Test
    void twoCitiesLiveSideBySideAndNeitherLeavesAProcess() throws Exception {
        Path credentials = folder.resolve("credentials.json");
        int offset = FreeOffset.next();
        try (var one = CityProcess.start(
                        folder.resolve("a"), offset, "--no-traffic", "--credentials", credentials.toString());
                var checked = CityProcess.start(
                        folder.resolve("b"),
                        FreeOffset.next(),
                        "--fresh",
                        "--speed",
                        "5",
                        "--headless-check",
                        "--credentials",
                        folder.resolve("b.json").toString())) {
            one.awaitLine("READY", TO_READY);
            checked.awaitLine("READY", TO_READY);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                    .isEqualTo("rw-------");
            holdsNothingButAnswers(credentials);
            aSecondCityInTheSameFolderSaysWhyNot(offset);

            assertThat(checked.awaitExit(TO_CHECKED)).as(checked.output()).isZero();
            assertThat(checked.output()).contains("READY", "checked:");
            DiscreetLogs.tellNobody(folder.resolve("b"), folder.resolve("b.json"));
            assertThat(processes()).as("the quiet city lives on").isNotEmpty();
            assertThat(one.terminate()).isNotZero();
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
    @Tag("long")
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
