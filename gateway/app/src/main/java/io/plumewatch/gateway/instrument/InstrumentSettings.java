package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the polling of instruments. What is polled stands in {@code file}; these bound how.
 *
 * @param file path of the JSON file with the lines; empty = nothing is polled
 * @param maps directory with register maps of one's own, beside those shipped; empty = none
 * @param spool directory in which finished tests wait for the log
 * @param lines most lines, 1..2,000
 * @param instrumentsPerLine most instruments on one line, 1..247
 * @param checkInterval how often the file is looked at, 0.1 s..10 min
 * @param connectTimeout how long a connection may take, 0.1..30 s
 * @param quiet how long a new connection to a serial server must be silent before the first question, 0..2 s
 * @param backoffLeast first pause after a failure, 0.05..60 s
 * @param backoffMost longest pause after failures, 0.1 s..10 min
 * @param lookUp how often an instrument that the registry does not know is looked up again, 0.1 s..10 min
 * @param report how often continuous values are logged, unless the model says otherwise, 1 s..1 h
 * @param disconnectedAfter failures in a row that make an instrument disconnected, 1..100
 * @param answerBytes most bytes of one answer, 16..4,096
 * @param waitingTests most finished tests that wait for the log in memory, 2..10,000; the others wait on the disk
 * @param waitingValues most continuous readings that wait for the log, 10..1,000,000; the oldest fall off
 */
@ConfigurationProperties("plumewatch.instruments")
public record InstrumentSettings(
        @DefaultValue("") String file,
        @DefaultValue("") String maps,
        @DefaultValue("./instrument-tests") String spool,
        @DefaultValue("500") int lines,
        @DefaultValue("32") int instrumentsPerLine,
        @DefaultValue("2s") Duration checkInterval,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("50ms") Duration quiet,
        @DefaultValue("1s") Duration backoffLeast,
        @DefaultValue("60s") Duration backoffMost,
        @DefaultValue("10s") Duration lookUp,
        @DefaultValue("60s") Duration report,
        @DefaultValue("3") int disconnectedAfter,
        @DefaultValue("512") int answerBytes,
        @DefaultValue("100") int waitingTests,
        @DefaultValue("10000") int waitingValues) {

    public InstrumentSettings {
        Bounds.present("plumewatch.instruments.spool", spool);
        Bounds.within("plumewatch.instruments.lines", lines, 1, 2_000);
        Bounds.within("plumewatch.instruments.instruments-per-line", instrumentsPerLine, 1, 247);
        within("check-interval", checkInterval, Duration.ofMillis(100), Duration.ofMinutes(10));
        within("connect-timeout", connectTimeout, Duration.ofMillis(100), Duration.ofSeconds(30));
        within("quiet", quiet, Duration.ZERO, Duration.ofSeconds(2));
        within("backoff-least", backoffLeast, Duration.ofMillis(50), Duration.ofSeconds(60));
        within("backoff-most", backoffMost, Duration.ofMillis(100), Duration.ofMinutes(10));
        within("look-up", lookUp, Duration.ofMillis(100), Duration.ofMinutes(10));
        within("report", report, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.within("plumewatch.instruments.disconnected-after", disconnectedAfter, 1, 100);
        Bounds.within("plumewatch.instruments.answer-bytes", answerBytes, 16, 4_096);
        Bounds.within("plumewatch.instruments.waiting-tests", waitingTests, 2, 10_000);
        Bounds.within("plumewatch.instruments.waiting-values", waitingValues, 10, 1_000_000);
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        Bounds.within("plumewatch.instruments." + key, value, least, most);
    }
}
