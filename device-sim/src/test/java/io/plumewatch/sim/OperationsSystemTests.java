package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files that an operator is given: they must name what the programs really tell. */
@ExtendWith(CityExtension.class)
class OperationsSystemTests {

    private static final Path FOLDER = Path.of("..", "gateway", "operations");
    private static final Pattern METRIC = Pattern.compile("\\b(?:plumewatch|hikaricp|jvm|process)_[a-z0-9_]+");
    private static final Pattern TOLD = Pattern.compile("(?m)^[a-z0-9_]+(?=[{ ])");
    private static final Pattern SELECTED = Pattern.compile("\\b((?:plumewatch|hikaricp|jvm)_[a-z0-9_]+)\\{([^}]*)\\}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!=|!~|=)\"");

    /** Absent until there is something to tell of: a line, an entry that waits, a port with TLS. */
    private static final Set<String> AFTER_THE_FIRST =
            Set.of("plumewatch_polls_total", "plumewatch_intake_quarantined", "plumewatch_tls_expires_seconds");

    private final TestCity city;

    OperationsSystemTests(TestCity city) {
        this.city = city;
    }

    /** Something that is stored and something that is refused, so that there is something to tell of. */
    @BeforeEach
    void letAUnitSpeak() throws MqttException {
        byte[] nonsense = "{}".getBytes(UTF_8);
        try (Roadside site = Roadside.open(city)) {
            site.send(PassDraft.of(site.truck(), Instant.now()));
            site.unit().ask("pass", nonsense, "sha256:" + Sha256.hex(nonsense));
        }
    }

    @Test
    void rulesAndDashboardAskForMetricsThatExist() throws IOException {
        Set<String> asked = new TreeSet<>(matches(METRIC, read("alert-rules.yml")));
        asked.addAll(matches(METRIC, read("dashboard.json")));
        assertThat(asked).hasSizeGreaterThan(15);
        asked.removeAll(AFTER_THE_FIRST);

        Eventually.holds(() ->
                assertThat(matches(TOLD, scrapes())).as("metrics that are told").containsAll(asked));
    }

    @Test
    void rulesAndDashboardAskForLabelsThatExist() throws IOException {
        var asked = new TreeSet<String>();
        String files = read("alert-rules.yml") + read("dashboard.json").replace("\\\"", "\"");
        SELECTED.matcher(files)
                .results()
                .filter(selected -> !AFTER_THE_FIRST.contains(selected.group(1)))
                .forEach(selected -> LABEL.matcher(selected.group(2))
                        .results()
                        .forEach(label -> asked.add(selected.group(1) + " " + label.group(1))));
        assertThat(asked).hasSizeGreaterThan(5);

        Eventually.holds(() -> {
            String told = scrapes();
            assertThat(asked).allMatch(pair -> {
                String[] names = pair.split(" ");
                return Pattern.compile("(?m)^" + names[0] + "\\{[^}]*\\b" + names[1] + "=\"")
                        .matcher(told)
                        .find();
            });
        });
    }

    private String scrapes() {
        return Stream.of(city.gateway(), city.admin())
                .map(program -> new String(program.get("/actuator/prometheus").body(), UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
