package io.plumewatch.sim.city;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the logs of a city must not say: whose vehicle was seen, and what opens a door. */
final class DiscreetLogs {

    private static final Pattern PLATE = Pattern.compile("[\u4e00-\u9fa5][A-Z][A-Z0-9]{4,6}");
    private static final Pattern VIN =
            Pattern.compile("(?<![0-9A-Za-z])(?=[0-9]*[A-Z])[0-9A-HJ-NPR-Z]{17}(?![0-9A-Za-z])");
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

    private DiscreetLogs() {}

    /** Fails when a log of the city says a plate, a VIN, or a secret of one of these files or of the city's own. */
    static void tellNobody(Path city, Path credentials) throws IOException {
        Set<String> secrets = secrets(
                Stream.concat(files(city).stream(), Stream.of(credentials)).toList());
        assertThat(secrets).hasSizeGreaterThan(20);
        List<Path> logs = files(city.resolve("logs"));
        assertThat(logs).extracting(log -> log.getFileName().toString()).contains("gateway.log", "enforcement.log");
        for (Path log : logs) {
            String text = Files.readString(log, UTF_8);
            assertThat(PLATE.matcher(text).results()).as("plates in %s", log).isEmpty();
            assertThat(VIN.matcher(text).results()).as("VINs in %s", log).isEmpty();
            assertThat(secrets).as("secrets in %s", log).noneMatch(text::contains);
        }
    }

    private static Set<String> secrets(List<Path> files) throws IOException {
        var secrets = new HashSet<String>();
        for (Path file : files) {
            Matcher found = SECRET.matcher(Files.readString(file));
            while (found.find()) {
                secrets.add(found.group());
            }
        }
        return secrets;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(Files::isRegularFile).toList();
        }
    }
}
