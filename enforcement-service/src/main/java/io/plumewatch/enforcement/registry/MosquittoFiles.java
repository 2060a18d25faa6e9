package io.plumewatch.enforcement.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files by which a Mosquitto broker admits devices and keeps each to its own topics.
 *
 * <p>A device publishes on the five channels below its own number and reads its own {@code ack}; what else it subscribes
 * to stays silent. The gateway reads everything and writes {@code ack}. Nobody else is admitted. The broker must take the
 * user name for the client id ({@code use_username_as_clientid true}), so that no device ends another one's session.
 */
final class MosquittoFiles {

    private static final String GATEWAY_RULES = """
            user %s
            topic read plumewatch/v1/#
            topic write plumewatch/v1/+/ack

            """;

    private static final String DEVICE_RULES = """
            pattern write plumewatch/v1/%u/status
            pattern write plumewatch/v1/%u/pass
            pattern write plumewatch/v1/%u/calibration
            pattern write plumewatch/v1/%u/photo/+
            pattern write plumewatch/v1/%u/national/+
            pattern read plumewatch/v1/%u/ack
            """;

    private final Path directory;
    private final Map<String, String> gateways;

    /**
     * Prepares for a directory.
     *
     * @param gateways hashes of the gateways' passwords by their user names, see {@link MosquittoHash}
     */
    MosquittoFiles(Path directory, Map<String, String> gateways) {
        this.directory = directory;
        this.gateways = Map.copyOf(gateways);
    }

    /** Writes both files whole, each in one step: a broker that reads meanwhile sees the old or the new one. */
    void write(Map<String, String> hashes) throws IOException {
        var passwords = new StringBuilder();
        gateways.forEach((user, hash) -> line(passwords, user, hash));
        hashes.forEach((deviceNo, hash) -> {
            // One that was registered before such numbers were refused.
            if (!gateways.containsKey(deviceNo)) {
                line(passwords, deviceNo, hash);
            }
        });
        replace(
                "acl",
                gateways.keySet().stream().map(GATEWAY_RULES::formatted).collect(Collectors.joining()) + DEVICE_RULES);
        replace("passwd", passwords.toString());
    }

    private static void line(StringBuilder passwords, String user, String hash) {
        passwords.append(user).append(':').append(hash).append('\n');
    }

    private void replace(String name, String content) throws IOException {
        Path next = directory.resolve(name + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        Files.writeString(next, content);
        Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
