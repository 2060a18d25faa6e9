package io.plumewatch.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.FreeOffset;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("chaos")
class CityChaosSystemTests {

    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void losesNoAcknowledgedPassAndRefersNobodyTwiceWhenEachServerIsKilledOnce() {
        try (City city = start()) {
            verify(ChaosRun.even(city, SHORT, 1, System.err::println));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void losesNothingWhateverIsKilledWhen(long seed) {
        try (City city = start()) {
            verify(ChaosRun.random(city, LENGTH, seed, System.err::println));
        }
    }

    private City start() {
        return City.start(CityOptions.quiet(folder.resolve("city"), FreeOffset.next()), System.err::println);
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
        assertThat(report.holds()).isTrue();
    }
}
