package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.CityFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The devices' secrets on our disk, one {@code deviceNo secret} a line, readable by the owner only. */
final class SecretStore {

    private final Path file;
    private final Map<String, String> secrets = new TreeMap<>();

    SecretStore(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    secrets.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String deviceNo) {
        return secrets.containsKey(deviceNo);
    }

    String of(String deviceNo) {
        String secret = secrets.get(deviceNo);
        if (secret == null) {
            throw new RunFailed("the secret of " + deviceNo + " is not known; start with --fresh");
        }
        return secret;
    }

    void put(String deviceNo, String secret) {
        secrets.put(deviceNo, secret);
    }

    void save() {
        String text = secrets.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            CityFolder.writePrivate(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
