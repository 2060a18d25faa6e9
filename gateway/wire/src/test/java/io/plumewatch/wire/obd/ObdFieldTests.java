package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObdFieldTests {

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(textBlock = """
            SPEED, 0000, 0
            SPEED, FAFF, 250.99609375
            SPEED, FB00, OUT_OF_RANGE
            SPEED, FDFF, OUT_OF_RANGE
            SPEED, FE00, ERROR
            SPEED, FEFF, ERROR
            SPEED, FF00, INVALID
            SPEED, FFFF, INVALID
            BAROMETRIC_PRESSURE, FA, 125.0
            BAROMETRIC_PRESSURE, FB, OUT_OF_RANGE
            BAROMETRIC_PRESSURE, FE, ERROR
            BAROMETRIC_PRESSURE, FF, INVALID
            NET_TORQUE, 00, -125
            NET_TORQUE, FA, 125
            ENGINE_SPEED, FAFF, 8031.875
            FUEL_FLOW, FAFF, 3212.75
            NOX_UPSTREAM, 0000, -200
            NOX_UPSTREAM, FAFF, 3012.75
            NOX_DOWNSTREAM, FFFF, INVALID
            REAGENT, FA, 100
            SCR_INLET, FAFF, 1734.96875
            DPF_PRESSURE, FAFF, 6425.5
            COOLANT, 00, -40
            COOLANT, FA, 210
            LONGITUDE, 0ABA9500, 180
            LONGITUDE, 0ABA9501, OUT_OF_RANGE
            LONGITUDE, FFFFFFFE, ERROR
            LONGITUDE, FFFFFFFF, INVALID
            LATITUDE, 055D4A80, 90
            LATITUDE, 055D4A81, OUT_OF_RANGE
            LATITUDE, FFFFFFFF, INVALID
            MILEAGE, FFFFFFFD, 429496729.3
            MILEAGE, FFFFFFFE, ERROR
            MILEAGE, FFFFFFFF, INVALID
            UPSTREAM_OXYGEN, FFFE, 1.9987870
            UPSTREAM_OXYGEN, FFFF, INVALID
            DOWNSTREAM_OXYGEN, FE, 2.54
            DOWNSTREAM_OXYGEN, FF, INVALID
            MOTOR_SPEED, FFFE, 65534
            MOTOR_SPEED, FFFF, INVALID
            BATTERY_VOLTAGE, FFFE, 6553.4
            BATTERY_CURRENT, 0000, -1000
            BATTERY_CURRENT, FFFE, 5553.4
            BATTERY_CURRENT, FFFF, INVALID
            STATE_OF_CHARGE, 64, 100
            STATE_OF_CHARGE, FF, INVALID
            TOTAL_FUEL, FAFFFFFF, 2105540607.5
            TOTAL_FUEL, FEFFFFFF, ERROR
            REAGENT_INJECTION, 0001E240, 1234.56
            TOTAL_REAGENT, FFFFFFFF, INVALID
            DPF_TEMPERATURE, FE12, ERROR
            POSITION_STATE, FF, 255
            """)
    void tellsValuesFromMarkers(ObdField field, String raw, String meaning) {
        assertThat(raw).hasSize(2 * field.length());
        var reading = field.reading(Long.parseLong(raw, 16));

        if (reading instanceof Reading.Value value) {
            assertThat(value.number()).isEqualByComparingTo(meaning);
        } else {
            assertThat(((Reading.Marker) reading).state()).hasToString(meaning);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheNumberOnTheWireForEveryValue(ObdField field) {
        long top = (1L << 8 * field.length()) - 1;
        for (int i = 0; i <= 1_000; i++) {
            var reading = field.reading(top / 1_000 * i);
            if (reading instanceof Reading.Value value) {
                assertThat(field.nearest(value.number().doubleValue())).isEqualTo(reading);
            }
        }
    }

    @Test
    void refusesAValueThatWouldBecomeAMarker() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObdField.NOX_UPSTREAM.nearest(3_100))
                .withMessage("noxUpstreamPpm cannot hold 3100.0");
        assertThatIllegalArgumentException().isThrownBy(() -> ObdField.SPEED.nearest(-1));
    }

    @Test
    void hasTheBodyLengthsOfTheStandard() {
        var lengths = new EnumMap<BlockType, Integer>(BlockType.class);
        for (BlockType type : BlockType.values()) {
            lengths.put(type, type.length());
        }

        assertThat(lengths)
                .isEqualTo(Map.of(
                        BlockType.ENGINE_STREAM, 37,
                        BlockType.CATALYST_STREAM, 30,
                        BlockType.HYBRID, 8,
                        BlockType.CATALYST_NOX_STREAM, 32,
                        BlockType.SUPPLEMENT, 17));
    }

    @ParameterizedTest
    @CsvSource({"0, 113.5, 34.5", "2, 113.5, -34.5", "4, -113.5, 34.5", "7, -113.5, -34.5", "255, 113.5, 34.5"})
    void takesTheHemisphereFromTheState(int state, double longitude, double latitude) {
        var position = new Position(state, ObdField.LONGITUDE.nearest(113.5), ObdField.LATITUDE.nearest(34.5));

        assertThat(((Reading.Value) position.signedLongitude()).number().doubleValue())
                .isEqualTo(longitude);
        assertThat(((Reading.Value) position.signedLatitude()).number().doubleValue())
                .isEqualTo(latitude);
        assertThat(position.valid()).isEqualTo((state & 1) == 0);
    }
}
