package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutACommandListsThemAndCallsThatWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("city");
    }

    @Test
    void anUnknownCommandNamesTheKnownOnes() {
        assertThat(run("town")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("unknown command 'town'; commands: city");
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "load", "chaos", "explain", "record", "replay"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("usage:", "example:");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run("city", "--faster")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("unknown option '--faster'");
    }

    private int run(String... arguments) {
        return Simulator.run(List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
