package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.AirFactors;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AirModelTests {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T16:00:00Z");

    final AirModel model = AirModel.ROADSIDE.at(42);

    @Test
    void isPlausibleAllDayLong() {
        for (String code : AirModel.FACTORS) {
            var factor = AirFactors.of(code).orElseThrow();
            for (int minute = 0; minute < 1_440; minute += 7) {
                double value = model.value(code, MIDNIGHT.plus(Duration.ofMinutes(minute)));
                assertThat(factor.isPlausible(BigDecimal.valueOf(value)))
                        .as("%s %s", code, value)
                        .isTrue();
            }
        }
    }

    @Test
    void risesWithTrafficAndSun() {
        assertThat(hour("a21004", 8)).isGreaterThan(1.4 * hour("a21004", 3));
        assertThat(hour("a21005", 18)).isGreaterThan(1.2 * hour("a21005", 3));
        assertThat(hour("a34004", 18)).isGreaterThan(hour("a34004", 3));
        assertThat(hour("a05024", 14)).isGreaterThan(2 * hour("a05024", 3));
        assertThat(hour("a34002", 12)).isGreaterThan(hour("a34004", 12));
    }

    @Test
    void isTheSameWheneverItIsAskedAndAnotherElsewhere() {
        var time = MIDNIGHT.plusSeconds(4_711);

        assertThat(model.value("a34004", time))
                .isEqualTo(AirModel.ROADSIDE.at(42).value("a34004", time));
        assertThat(model.value("a34004", time))
                .isNotEqualTo(AirModel.ROADSIDE.at(43).value("a34004", time));
    }

    private double hour(String code, int hour) {
        return model.summary(code, MIDNIGHT.plus(Duration.ofHours(hour)), Duration.ofHours(1), 20)
                .avg();
    }
}
