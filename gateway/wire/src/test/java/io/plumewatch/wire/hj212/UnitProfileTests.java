package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitProfileTests {

    private static final String PROFILE = """
            {"name":"mine","version":2,"units":{"a34004":"ng/m³"},"aliases":{"PM25":"a34004"},"minuteIntervalMinutes":10,
             "usableFlags":["N"]}""";

    @Test
    void readsWhatIsSaidAndAssumesTheStandardForTheRest() {
        var profile = UnitProfile.parse(PROFILE.getBytes(UTF_8));

        assertThat(profile.id()).isEqualTo("mine@2");
        assertThat(profile.units()).containsEntry("a34004", AirUnit.NANOGRAM_PER_M3);
        assertThat(profile.minuteInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(profile.maxSegmentBytes()).isEqualTo(1_024);
        assertThat(profile.modbusCrc()).isFalse();
        assertThat(profile.encryption()).isNull();
        assertThat(profile.unflaggedUsable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "mine"          | "Mine"          | name
            "version":2     | "version":0     | version
            ng/m³           | kPa             | units.a34004
            ng/m³           | grain           | units.a34004
            {"PM25":"a34004"} | {"PM25":"a99999"} | aliases.PM25
            Minutes":10     | Minutes":7      | minuteIntervalMinutes
            ["N"]           | ["NO"]          | usableFlags
            "version"       | "verzion"       | verzion
            """)
    void refusesNamingTheField(String right, String wrong, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> UnitProfile.parse(PROFILE.replace(right, wrong).getBytes(UTF_8)))
                .withMessageContaining("field " + field + ":");
    }

    @Test
    void shipsProfilesUnderTheirOwnNames() {
        assertThat(UnitProfile.shippedIds())
                .contains("ambient@1", "standard-2017@1", "dust-ng@1", "legacy-2005@1", "ambient-sm4@1")
                .allSatisfy(id ->
                        assertThat(UnitProfile.shipped(id).orElseThrow().id()).isEqualTo(id));
        assertThat(UnitProfile.shipped("ambient@2")).isEmpty();
    }

    @Test
    void theStandardsOwnProfileHasTheStandardsUnits() {
        var units = UnitProfile.shipped("standard-2017@1").orElseThrow().units();

        assertThat(AirFactors.all())
                .filteredOn(factor -> !factor.name().equals("O3"))
                .allSatisfy(factor -> assertThat(units).containsEntry(factor.code(), factor.standardUnit()));
    }

    @ParameterizedTest
    @CsvSource({"0.0000684, MILLIGRAM_PER_M3, 0.0684", "75600.000, NANOGRAM_PER_M3, 75.6", "60, MICROGRAM_PER_M3, 60"})
    void convertsExactly(BigDecimal value, AirUnit unit, BigDecimal micrograms) {
        assertThat(unit.convert(value, AirUnit.MICROGRAM_PER_M3)).isEqualTo(micrograms);
    }
}
