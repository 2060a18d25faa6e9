package io.plumewatch.enforcement.registry;

import static io.plumewatch.enforcement.registry.TestMosquitto.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry writes, a real Mosquitto obeys. */
class MosquittoTests {

    private static final String READY = "ready?";

    @TempDir
    private Path folder;

    private void write(String... devices) throws IOException {
        var files = new MosquittoFiles(
                folder,
                Map.of(
                        "gateway", MosquittoHash.of("gateway-secret"),
                        "gateway-2", MosquittoHash.of("gateway-secret")));
        Map<String, String> hashes = new java.util.TreeMap<>();
        Stream.of(devices).forEach(device -> hashes.put(device, MosquittoHash.of("secret-" + device)));
        files.write(hashes);
    }

    @Test
    void hashesAsMosquittoDoes() {
        // Made by mosquitto_passwd 2.0.11.
        byte[] salt = Base64.getDecoder().decode("4vg3srzKsra6fLeQ");

        assertThat(MosquittoHash.of("secret-1", salt))
                .isEqualTo(
                        "$7$101$4vg3srzKsra6fLeQ$7t6Dm20WtxvxxMHKpi3y/HKtq+SmcH/AeC2eAU5KWzk0TMwL5M9FvdivfeOATLhlMKuq"
                                + "VimhHr5NK/UMdsGfJg==");
    }

    @Test
    void writesFilesThatOthersCannotRead() throws IOException {
        write("RS-0001");

        for (String name : List.of("passwd", "acl")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-r-----");
        }
        assertThat(Files.readString(folder.resolve("passwd"))).doesNotContain("secret-");
    }

    @Test
    void leavesNoDeviceAGatewaysName() throws IOException {
        write("RS-0001", "gateway");

        assertThat(Files.readAllLines(folder.resolve("passwd")))
                .filteredOn(line -> line.startsWith("gateway:"))
                .hasSize(1);
    }

    @Test
    void admitsActiveDevicesAndKeepsEachToItsOwnTopics() throws IOException, InterruptedException {
        write("RS-0001", "RS-0002");
        try (var broker = TestMosquitto.start(folder)) {
            Path heard = listen(broker, "gateway", "gateway-secret", "plumewatch/v1/#");
            Path answers = listen(broker, "RS-0001", "secret-RS-0001", "plumewatch/v1/#");

            assertThat(broker.publish("RS-0002", "wrong", "plumewatch/v1/RS-0002/pass", "no"))
                    .isNotZero();
            assertThat(broker.publish("RS-0003", "secret-RS-0003", "plumewatch/v1/RS-0003/pass", "no"))
                    .isNotZero();
            broker.publish("RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0001/pass", "another's");
            broker.publish("RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/ack", "forged");
            broker.publish("RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/photo/ab", "picture");
            broker.publish("gateway-2", "gateway-secret", "plumewatch/v1/RS-0002/ack", "for the other");
            broker.publish("gateway-2", "gateway-secret", "plumewatch/v1/RS-0001/ack", "answer");
            broker.publish("RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/pass", "last");

            eventually(() -> assertThat(heard(heard))
                    .containsSubsequence("picture", "for the other", "answer", "last")
                    .doesNotContain("another's", "forged", "no"));
            eventually(() -> assertThat(heard(answers)).containsExactly("answer"));
        }
    }

    /** Returns the file of what is heard; from now on nothing is missed. */
    private Path listen(TestMosquitto broker, String user, String password, String filter) throws IOException {
        Path heard = folder.resolve("heard-by-" + user);
        broker.listen(heard, user, password, filter);
        eventually(() -> {
            broker.publish("gateway-2", "gateway-secret", "plumewatch/v1/RS-0001/ack", READY);
            assertThat(Files.readString(heard)).contains(READY);
        });
        return heard;
    }

    private static List<String> heard(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.equals(READY))
                .toList();
    }
}
