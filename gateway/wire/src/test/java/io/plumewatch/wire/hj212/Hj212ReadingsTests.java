package io.plumewatch.wire.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.AirReading.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hj212ReadingsTests {

    private static final UnitProfile AMBIENT = UnitProfile.byDefault();

    @Test
    void saysAllStationsInTheSameUnits() {
        var ambient = one("S01", AMBIENT, "PM25", Statistic.RTD);
        var nanograms = one("R05", UnitProfile.shipped("dust-ng@1").orElseThrow(), "PM25", Statistic.RTD);

        assertThat(ambient.value()).isEqualByComparingTo("68");
        assertThat(ambient.canonicalUnit()).isEqualTo("µg/m³");
        assertThat(nanograms.value()).isEqualByComparingTo("75.6");
        assertThat(nanograms.canonicalUnit()).isEqualTo("µg/m³");
        assertThat(nanograms.rawText()).isEqualTo("75600.000");
        assertThat(List.of(ambient, nanograms)).allMatch(AirReading::usable);
    }

    @Test
    void keepsCarbonMonoxideInMilligramsAndPressureInKilopascals() {
        assertThat(one("S01", AMBIENT, "CO", Statistic.RTD).value()).isEqualByComparingTo("0.812");
        assertThat(one("S01", AMBIENT, "PRESSURE", Statistic.RTD).canonicalUnit())
                .isEqualTo("kPa");
    }

    @ParameterizedTest
    @CsvSource({
        "S01, 2026-03-15T02:15:00Z, 2026-03-15T02:15:00Z",
        "R01, 2022-05-13T08:26:00Z, 2022-05-13T08:31:00Z",
        "S05, 2026-03-15T02:00:00Z, 2026-03-15T03:00:00Z",
        "S06, 2026-03-14T16:00:00Z, 2026-03-15T16:00:00Z"
    })
    void takesDataTimeAsMomentOrAsStartOfThePeriod(String name, Instant start, Instant end) {
        assertThat(Hj212Readings.of(SampleStations.message(name), AMBIENT))
                .isNotEmpty()
                .allSatisfy(reading -> {
                    assertThat(reading.periodStart()).isEqualTo(start);
                    assertThat(reading.periodEnd()).isEqualTo(end);
                });
    }

    @Test
    void prefersTheIntervalThatTheStationHasTold() {
        assertThat(Hj212Readings.of(SampleStations.message("R01"), AMBIENT, Duration.ofMinutes(1)))
                .allMatch(reading -> Instant.parse("2022-05-13T08:27:00Z").equals(reading.periodEnd()));
    }

    @Test
    void readsEveryStatisticOfAPeriod() {
        assertThat(Hj212Readings.of(SampleStations.message("S05"), AMBIENT))
                .hasSize(9)
                .filteredOn(reading -> "PM25".equals(reading.factor()))
                .extracting(AirReading::statistic)
                .containsExactly(Statistic.MIN, Statistic.AVG, Statistic.MAX);
    }

    @Test
    void makesNoUsableReadingOfWhatIsNotMarkedAsNormal() {
        var readings = Hj212Readings.of(SampleStations.message("S23"), AMBIENT);

        assertThat(readings).extracting(AirReading::flag).containsExactly("C", "M", "S", "B", "F");
        assertThat(readings).noneMatch(AirReading::usable);
        assertThat(readings.get(4).value()).isNull();
        assertThat(readings.get(4).warnings()).containsExactly("no value was sent");
    }

    @Test
    void takesAMissingMarkAsNotStated() {
        var profile = UnitProfile.shipped("legacy-2005@1").orElseThrow();

        assertThat(one("R10", AMBIENT, null, Statistic.RTD).flag()).isNull();
        assertThat(reading("a34004-Rtd=60", AMBIENT).usable()).isFalse();
        assertThat(reading("a34004-Rtd=60", profile).usable()).isTrue();
    }

    @Test
    void onlyHintsAtTheUnitThatANumberLooksLike() {
        var reading = reading("a34004-Rtd=75600.000,a34004-Flag=N", AMBIENT);

        assertThat(reading.usable()).isFalse();
        assertThat(reading.value()).isEqualByComparingTo("75600");
        assertThat(reading.warnings()).containsExactly("expected -10..2000 µg/m³; the number looks like ng/m³");
    }

    @Test
    void leavesAFactorWithoutUnitAsItWasSent() {
        var reading = reading(
                "a21026-Rtd=9.4,a21026-Flag=N", UnitProfile.shipped("dust-ng@1").orElseThrow());

        assertThat(reading.usable()).isFalse();
        assertThat(reading.canonicalUnit()).isNull();
        assertThat(reading.warnings().get(0)).startsWith("the profile names no unit; the number looks like");
    }

    @ParameterizedTest
    @CsvSource({"PM25, PM25", "pm2.5, PM25", "A34004, PM25", "a05024, O3"})
    void knowsFactorsByTheNamesOfTheProfile(String sent, String factor) {
        assertThat(reading(sent + "-Rtd=60," + sent + "-Flag=N", AMBIENT).factor())
                .isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({"1e5", "0x10", "NaN", "--", "12345678901234567890", "1.2.3"})
    void readsOnlyPlainNumbers(String text) {
        assertThat(reading("a34004-Rtd=" + text, AMBIENT).warnings()).contains("expected a number");
    }

    @Test
    void makesNothingUsableWithoutATime() {
        var message = decode("a34004-Rtd=60,a34004-Flag=N");
        var reading = Hj212Readings.of(message, AMBIENT).get(0);

        assertThat(reading.usable()).isFalse();
        assertThat(reading.warnings()).containsExactly("no DataTime");
    }

    @Test
    void readsNothingFromOtherMessages() {
        assertThat(Hj212Readings.of(SampleStations.message("S19"), AMBIENT)).isEmpty();
    }

    private static AirReading reading(String items, UnitProfile profile) {
        return Hj212Readings.of(decode("DataTime=20260315101500;" + items), profile)
                .get(0);
    }

    private static AirReading one(String name, UnitProfile profile, @Nullable String factor, Statistic statistic) {
        return Hj212Readings.of(SampleStations.message(name), profile).stream()
                .filter(reading -> Objects.equals(reading.factor(), factor) && reading.statistic() == statistic)
                .findFirst()
                .orElseThrow();
    }

    private static Hj212Message decode(String items) {
        var frame = Hj212FrameCutter.one(SampleStations.around("CN=2011;MN=1;Flag=4;CP=&&" + items + "&&"));
        return ((Hj212Decoded.Ok) Hj212Decoder.decode(Objects.requireNonNull(frame))).message();
    }
}
