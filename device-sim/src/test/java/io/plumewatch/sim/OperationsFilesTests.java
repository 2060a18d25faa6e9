package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that an operator is given, by themselves: what alarms say, and that each is raised when it should. */
class OperationsFilesTests {

    private static final Path FOLDER = Path.of("..", "gateway", "operations").toAbsolutePath();
    private static final String RULES = "alert-rules.yml";
    private static final String RULE_TESTS = "alert-rules.test.yml";
    private static final List<Path> SOURCES = List.of(
            Path.of("..", "gateway", "app", "src", "main", "java"),
            Path.of("..", "enforcement-service", "src", "main", "java"));

    @Test
    void everyAlertIsRaisedWhenItShouldAndOnlyThen() throws Exception {
        String told = promtool("test", "rules", RULE_TESTS);

        assertThat(told).contains("SUCCESS");
    }

    @Test
    void everyAlertIsTestedBothWays() throws IOException {
        Set<String> alerts = found("- alert: (\\w+)", read(RULES));
        String tests = read(RULE_TESTS);

        assertThat(found("alertname: (\\w+)\\s+eval_time: \\w+\\s+exp_alerts:\\n", tests))
                .isEqualTo(alerts);
        assertThat(found("alertname: (\\w+)\\s+eval_time: \\w+\\s+exp_alerts: \\[\\]", tests))
                .isEqualTo(alerts);
    }

    @Test
    void prometheusTakesTheExampleOfItsConfiguration() throws Exception {
        assertThat(promtool("check", "config", "--syntax-only", "prometheus.yml"))
                .contains("SUCCESS");
    }

    @Test
    void everyAlertHasItsParagraphInTheRunbook() throws IOException {
        String runbook = read("runbook.md");

        assertThat(found("- alert: (\\w+)", read(RULES)))
                .hasSizeGreaterThan(10)
                .allSatisfy(alert -> assertThat(runbook).containsPattern("(?m)^## " + alert + "\n\n\\w.{80,}"));
    }

    /** What a program cries out in its log, in capitals, is looked for in the runbook. */
    @Test
    void everyAlarmOfALogStandsInTheRunbook() throws IOException {
        var cried = new TreeSet<String>();
        for (Path source : sources()) {
            cried.addAll(found("(?i:log)\\.(?:error|warn)\\(\\s*\"([A-Z]+(?:_[A-Z]+)+)\\b", Files.readString(source)));
        }

        assertThat(cried).contains("LOG_GAP", "ISSUER_HELD", "PROJECTION_UNVERIFIED", "LOG_CROWDED");
        assertThat(read("runbook.md")).contains(cried);
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "promtool (Debian: prometheus) is not installed");
        Process tool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(tool.getInputStream().readAllBytes(), UTF_8);
        assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(told).isZero();
        return told;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
