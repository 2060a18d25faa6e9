package io.plumewatch.sim.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTests {

    static final String TIME_SYNC = "2323054C535454455354303030303030303030310101000059";

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void showsATableOfEveryByte() {
        assertThat(run("", TIME_SYNC)).isZero();

        assertThat(printed().lines())
                .contains("OBD  profile P1  command 0x05  ok")
                .anyMatch(line -> line.matches("offset +length +raw +field +value +unit +remark"))
                .anyMatch(line -> line.matches("3 +17 +4C53.* +vin +LSTTEST0000000001"))
                .anyMatch(line -> line.matches("24 +1 +59 +check byte +0x59 +right"));
    }

    @Test
    void readsAsTheSenderIsFiled(@TempDir Path folder) throws IOException {
        assertThat(run("", "--json", "--profile", "P3", TIME_SYNC)).isZero();

        var profile = Files.writeString(folder.resolve("own.json"), """
                {"name":"own","version":1,"units":{"a34004":"µg/m³"},"aliases":{},"minuteIntervalMinutes":1,
                 "modbusCrc":true,"usableFlags":["N"],"unflaggedUsable":true}""");
        assertThat(run("", "--json", "--profile", profile.toString(), TIME_SYNC))
                .isZero();
    }

    @Test
    void printsOneJsonObjectALine() {
        assertThat(run(TIME_SYNC + "\n\n" + TIME_SYNC + "\n", "--json", "-")).isZero();

        assertThat(printed().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"protocol\":\"OBD\""));
    }

    @Test
    void readsAFileOfLines(@TempDir Path folder) throws IOException {
        var file =
                Files.writeString(folder.resolve("frames.txt"), TIME_SYNC.toLowerCase(Locale.ROOT) + "\r\nhello\r\n");

        assertThat(run("", "--json", "-f", file.toString())).isOne();

        assertThat(printed()).contains("\"ok\":true").contains("NOT_A_FRAME");
        assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("explain: 1 of 2 inputs are not ok");
    }

    @Test
    void answersOncePerFrameOrGarbageRunOfARawStream(@TempDir Path folder) throws IOException {
        var file = folder.resolve("stream.bin");
        Files.write(file, HexFormat.of().parseHex("00FF" + TIME_SYNC + "23" + TIME_SYNC));

        assertThat(run("", "--json", "--binary", "-f", file.toString())).isOne();

        assertThat(printed().lines().map(line -> line.replaceAll(".*\"offset\":(\\d+).*", "$1")))
                .containsExactly("0", "2", "27", "28");
    }

    @Test
    void acceptsHexInSeveralArguments() {
        assertThat(run("", TIME_SYNC.substring(0, 4), TIME_SYNC.substring(4))).isZero();
    }

    @Test
    void printsPlatesAsUtf8() {
        assertThat(run("{\"passId\":\"1\",\"plate\":{\"number\":\"豫H12345\"}}", "--json", "-"))
                .isOne();

        assertThat(printed()).contains("豫H12345").contains("measuredAt");
    }

    @Test
    void helpsWithAnExampleThatWorks() {
        assertThat(run("", "--help")).isZero();

        assertThat(printed()).contains("example: explain " + TIME_SYNC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--binary 2323",
                "--nonsense",
                "-f",
                "- 2323",
                "--json",
                "--profile",
                "--profile nobody@9 2323"
            })
    void refusesWrongUsage(String arguments) {
        assertThat(run("", arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);

        assertThat(err.toString(UTF_8)).startsWith("explain: ").contains("explain --help");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(run("", "-f", "/nowhere/frames.bin")).isOne();

        assertThat(err.toString(UTF_8)).contains("there is no file /nowhere/frames.bin");
    }

    private int run(String input, String... arguments) {
        return ExplainCommand.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String printed() {
        return out.toString(UTF_8);
    }
}
