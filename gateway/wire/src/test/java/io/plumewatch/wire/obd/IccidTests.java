package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IccidTests {

    private static final String NINETEEN = "898602c9123456789ab";

    @ParameterizedTest
    @ValueSource(strings = {"\0", " ", "F", "f", "0"})
    void knowsNineteenDigitsBehindWhichTheFieldIsFilled(String filler) {
        assertThat(Iccid.isSame(NINETEEN + filler, NINETEEN)).isTrue();
    }

    @Test
    void knowsItInAnyCase() {
        assertThat(Iccid.isSame("898602c9123456789ab1", "898602C9123456789AB1")).isTrue();
        assertThat(Iccid.isSame(NINETEEN + "F", "898602C9123456789AB")).isTrue();
    }

    @Test
    void takesNoOtherCardForIt() {
        assertThat(Iccid.isSame(NINETEEN + "1", NINETEEN)).isFalse();
        assertThat(Iccid.isSame("898602c9123456789ab0", "898602c9123456789ab1")).isFalse();
        assertThat(Iccid.isSame("898602c9123456789aaF", NINETEEN)).isFalse();
        assertThat(Iccid.isSame("\0".repeat(20), NINETEEN)).isFalse();
        assertThat(Iccid.isSame("", NINETEEN)).isFalse();
        // A filed number of 20 digits has no filler: its last digit counts.
        assertThat(Iccid.isSame(NINETEEN + "F", NINETEEN + "0")).isFalse();
    }
}
