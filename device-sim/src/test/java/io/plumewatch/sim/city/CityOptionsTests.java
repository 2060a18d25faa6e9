package io.plumewatch.sim.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CityOptionsTests {

    @Test
    void anOffsetNamesAnotherFolder() {
        assertThat(parse().data().toString()).endsWith(".plumewatch/city");
        assertThat(parse("--port-offset", "100").data().toString()).endsWith(".plumewatch/city-100");
        assertThat(parse("--port-offset", "100", "--data", "/tmp/x").data()).isEqualTo(Path.of("/tmp/x"));
    }

    @Test
    void readsEveryOption() {
        var options = parse("--fresh", "--speed", "2.5", "--credentials", "c.json", "--headless-check");

        assertThat(options.fresh()).isTrue();
        assertThat(options.speed()).isEqualTo(2.5);
        assertThat(options.credentials()).isEqualTo(Path.of("c.json"));
        assertThat(options.headlessCheck()).isTrue();
        assertThat(options.traffic()).isTrue();
        assertThat(parse("--no-traffic").traffic()).isFalse();
    }

    @Test
    void refusesWhatMakesNoSenseAndSaysWhatWould() {
        assertThatThrownBy(() -> parse("--port-offset", "40001"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--port-offset is 40001 but must be 0..40000");
        assertThatThrownBy(() -> parse("--speed", "0")).hasMessage("--speed is 0.0 but must be greater than 0");
        assertThatThrownBy(() -> parse("--speed")).hasMessage("--speed needs a value");
        assertThatThrownBy(() -> parse("--port-offset", "x"))
                .hasMessage("--port-offset is 'x' but must be a whole number");
        assertThatThrownBy(() -> parse("--headless-check", "--no-traffic")).isInstanceOf(UsageException.class);
    }

    private static CityOptions parse(String... arguments) {
        return CityOptions.parse(List.of(arguments));
    }
}
