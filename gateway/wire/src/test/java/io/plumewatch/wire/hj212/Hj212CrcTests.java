package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.obd.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hj212CrcTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A         | 7080 | 7F70
            &&        | B101 | 9A0A
            123456789 | 2F80 | 374B
            CP=&&&&   | F781 | 7968
            ##        | B381 | 5959
            """)
    void isThatOfTheStandardAndNotThatOfModbus(String text, String expected, String modbus) {
        var bytes = Octets.of(text.getBytes(US_ASCII));

        assertThat(Hj212Crc.of(bytes)).isEqualTo(expected);
        assertThat(Hj212Crc.modbusLowByteFirst(bytes)).isEqualTo(modbus);
    }

    @Test
    void startsWithAllBitsSet() {
        assertThat(Hj212Crc.of(Octets.NONE)).isEqualTo("FFFF");
    }
}
