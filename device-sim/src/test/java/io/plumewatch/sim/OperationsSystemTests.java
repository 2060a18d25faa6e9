package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files that an operator is given: they must name what the programs really tell. */
@ExtendWith(CityExtension.class)
class OperationsSystemTests {

    private static final Path FOLDER = Path.of("..", "gateway", "operations");
    private static final Pattern METRIC = Pattern.compile("\\b(?:plumewatch|hikaricp|jvm|process)_[a-z0-9_]+");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    /** Counters with labels of what has happened: absent until it does. */
    private static final Set<String> AFTER_THE_FIRST =
            Set.of("plumewatch_polls_total", "plumewatch_connections_refused_total", "plumewatch_intake_quarantined");

    private final TestCity city;

    OperationsSystemTests(TestCity city) {
        this.city = city;
    }

    @Test
    void rulesAndDashboardAskForMetricsThatExist() throws IOException {
        city.gateway().post("/api/v1/sightings", "application/json", "[{}]".getBytes(UTF_8));
        Set<String> told = told();

        Set<String> asked = new TreeSet<>(matches(METRIC, read("alert-rules.yml")));
        asked.addAll(matches(METRIC, read("dashboard.json")));

        assertThat(asked).hasSizeGreaterThan(15);
        asked.removeAll(AFTER_THE_FIRST);
        assertThat(told).containsAll(asked);
    }

    @Test
    void everyAlertHasItsParagraphInTheRunbook() throws IOException {
        String runbook = read("runbook.md");

        Set<String> alerts = ALERT.matcher(read("alert-rules.yml"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(alerts)
                .hasSizeGreaterThan(10)
                .allSatisfy(alert -> assertThat(runbook).containsPattern("(?m)^## " + alert + "\n\n\\w.{80,}"));
    }

    private Set<String> told() {
        var names = new TreeSet<String>();
        for (Caller program : new Caller[] {city.gateway(), city.admin()}) {
            String scrape = new String(program.get("/actuator/prometheus").body(), UTF_8);
            names.addAll(matches(Pattern.compile("(?m)^[a-z0-9_]+(?=[{ ])"), scrape));
        }
        return names;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
