package io.plumewatch.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.FreeOffset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("chaos")
class CityChaosSystemTests {

    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(40);

    /** Of a run that does not hold everything stays here: logs, data, and what was asked before the city ended. */
    private static final Path EVIDENCE = Path.of("target", "chaos-evidence").toAbsolutePath();

    @Test
    void losesNoAcknowledgedPassAndRefersNobodyTwiceWhenEachServerIsKilledOnce() {
        run("even", city -> ChaosRun.even(city, SHORT, 1, System.err::println));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void losesNothingWhateverIsKilledWhen(long seed) {
        run(Long.toString(seed), city -> ChaosRun.random(city, LENGTH, seed, System.err::println));
    }

    private static void run(String name, Function<City, ChaosReport> chaos) {
        Path folder = EVIDENCE.resolve(name);
        try (City city = City.start(CityOptions.quiet(folder, FreeOffset.next()), System.err::println)) {
            assertThat(chaos.apply(city)).as("kept in " + folder).satisfies(CityChaosSystemTests::verify);
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void verify(ChaosReport report) {
        System.err.println(report);
        assertThat(report.recoveries()).hasSize(4);
        assertThat(report.acknowledged()).isPositive().isEqualTo(report.sent());
        assertThat(report.refused()).isEmpty();
        assertThat(report.lost()).isEmpty();
        assertThat(report.twice()).isEmpty();
        assertThat(report.unexpected()).isEmpty();
        assertThat(report.unreferred()).isEmpty();
        assertThat(report.referredTwice()).isEmpty();
        assertThat(report.referredInnocent()).isEmpty();
        assertThat(report.parked()).isEmpty();
        assertThat(report.gaps()).isEmpty();
        assertThat(report.holds()).isTrue();
    }
}
