package io.plumewatch.wire.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlateTypeTests {

    @ParameterizedTest
    @CsvSource({
        "01, YELLOW", "15, YELLOW", "16, YELLOW", "07, YELLOW", "17, YELLOW",
        "02, BLUE", "08, BLUE", "51, YELLOW_GREEN", "52, GREEN", "23, WHITE",
        "24, WHITE", "03, BLACK", "04, BLACK", "26, BLACK", "27, BLACK"
    })
    void knowsTheUsualColour(String code, PlateColor color) {
        assertThat(PlateType.usualColor(code)).contains(color);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "22", "99", "00", "1", "", "豫"})
    void hasNoUsualColourForOthers(String code) {
        assertThat(PlateType.usualColor(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"51, LARGE_NEW_ENERGY", "52, SMALL_NEW_ENERGY", "01, LARGE", "15, TRAILER", "41, NO_PLATE"})
    void readsCodes(String code, PlateType type) {
        assertThat(PlateType.of(code)).contains(type);
    }

    @Test
    void onlyATrailerCannotCarryAnEngine() {
        assertThat(Arrays.stream(PlateType.values()).filter(type -> !type.mayCarryEngine()))
                .containsExactly(PlateType.TRAILER);
    }

    @Test
    void hasTheThirtySixCodesOfTheStandard() {
        assertThat(PlateType.values())
                .hasSize(36)
                .allSatisfy(type -> assertThat(type.code()).matches("[0-9]{2}"));
    }
}
