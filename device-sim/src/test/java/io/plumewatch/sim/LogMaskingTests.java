package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How both programs write their lines: whoever logs, nobody's plate or VIN is read there. */
class LogMaskingTests {

    @ParameterizedTest
    @ValueSource(strings = {"gateway/app", "enforcement-service"})
    void hidesPlatesAndVinsInMessagesAndExceptions(String program) throws IOException {
        var cause = new IllegalStateException("豫HD12345 of LJ12EKR27C4907856");
        var failure = new IllegalArgumentException("For input string: \"豫H99999\"", cause);

        String line = line(program, "the pass of 豫H12345, 晋LB1234挂 and \"vin\":\"LSGJA52U0AE123456\"", failure);

        assertThat(line)
                .contains("豫H1***5, 晋LB***挂", "LSG**********3456", "豫H9***9", "豫HD***5 of LJ1**********7856")
                .contains("IllegalStateException", "at io.plumewatch.sim.LogMaskingTests")
                .doesNotContain("12345", "99999", "123456", "EKR27C");
    }

    /** What an operator must find again stays as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway/app", "enforcement-service"})
    void leavesEverythingElse(String program) throws IOException {
        String told = "QN 20261129020000123 of RS-410100-1, 郑州 A12 sha256 "
                + "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5, PROJECTION_UNVERIFIED ORIGIN_VERIFIED";

        assertThat(line(program, told, null)).endsWith(" : " + told + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway/app", "enforcement-service"})
    void letsNobodyTellWholeRequestsOrCommands(String program) throws IOException {
        assertThat(settings(program))
                .containsEntry("logging.level.org.apache.coyote", "warn")
                .containsEntry("logging.level.org.apache.tomcat.util", "warn")
                .containsEntry("logging.level.io.lettuce", "warn");
    }

    private static String line(String program, String message, @Nullable Throwable failure) throws IOException {
        var context = new LoggerContext();
        var layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(settings(program).getProperty("logging.pattern.console"));
        layout.start();
        assertThat(context.getStatusManager().getCount()).isZero();
        var logger = context.getLogger(LogMaskingTests.class);
        return layout.doLayout(new LoggingEvent("", logger, Level.WARN, message, failure, null));
    }

    private static Properties settings(String program) throws IOException {
        var settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("..", program, "src", "main", "resources", "application.properties"))) {
            settings.load(file);
        }
        return settings;
    }
}
