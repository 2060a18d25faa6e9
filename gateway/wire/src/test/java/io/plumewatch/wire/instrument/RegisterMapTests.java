package io.plumewatch.wire.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.wire.instrument.PointValue.Flag;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden bytes of registers, and what a map may say. */
class RegisterMapTests {

    private static final Instant NOW = Instant.parse("2026-03-15T02:15:00Z");

    static final String STATION_ANSWER = "01032000EB00020003008701D1FFEF02280044007003F500002EE00078000300000164272E";

    private static final Block STATION = new Block(3, 500, 16);

    private static Registers station() {
        Octets frame = Octets.ofHex(STATION_ANSWER);
        assertThat(Modbus.intact(frame)).isTrue();
        var answer = Modbus.read(STATION, frame.slice(1, frame.length() - 2));
        return ((Modbus.Answer.Values) answer).registers();
    }

    private static Scan scan(String map) {
        var read = RegisterMaps.shipped(map).orElseThrow();
        assertThat(ReadPlan.of(read)).containsExactly(STATION);
        return read.decode(NOW, Map.of(STATION, station()), null);
    }

    @Test
    void asksForTheStationInBothFramings() {
        assertThat(Modbus.rtu(1, Modbus.request(STATION)).hex()).isEqualTo("010301F400100408");
        assertThat(Modbus.tcp(1, 1, Modbus.request(STATION)).hex()).isEqualTo("000100000006010301F40010");
        assertThat(Modbus.rtu(1, Modbus.answer(STATION, station())).hex()).isEqualTo(STATION_ANSWER);
    }

    @Test
    void readsARefusal() {
        Octets frame = Octets.ofHex("018302C0F1");
        assertThat(Modbus.intact(frame)).isTrue();
        assertThat(Modbus.read(STATION, frame.slice(1, 3))).isEqualTo(new Modbus.Answer.Refused(2));
        assertThat(Modbus.rtu(1, Modbus.refusal(3, Modbus.ILLEGAL_ADDRESS))).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    windSpeedMps, 2.35, m/s
                    windForce, 2, ''
                    windDirectionGrade, 3, ''
                    windDirectionDeg, 135, °
                    humidityPercent, 46.5, %
                    temperatureC, -1.7, ℃
                    noiseDb, 55.2, dB
                    pm25, 68, µg/m³
                    pm10, 112, µg/m³
                    pressureKpa, 101.3, kPa
                    lightLux, 12000, lx
                    lightCoarseLux, 12000, lx
                    rainMm, 0.3, mm
                    radiationWm2, 356, W/m²
                    """)
    void readsTheWeatherStation(String key, String value, String unit) {
        for (String map : new String[] {"renke-weather@1", "renke-weather-one-based@1"}) {
            var read = scan(map).value(key).orElseThrow();
            assertThat(read.value()).as(map).isEqualByComparingTo(value);
            assertThat(read.unit()).isEqualTo(unit);
            assertThat(read.flags()).isEmpty();
        }
    }

    @Test
    void keepsTheBytesOfEachValue() {
        assertThat(scan("renke-weather@1").value("lightLux").orElseThrow().rawHex())
                .isEqualTo("00002EE0");
    }

    @Test
    void hasTheScaleOfTheWindFromTheMap() {
        assertThat(scan("renke-weather-tenth@1")
                        .value("windSpeedMps")
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo("23.5");
    }

    @ParameterizedTest
    @CsvSource({
        "ABCD, float32, 4145, 70A4, 12.34",
        "CDAB, float32, 70A4, 4145, 12.34",
        "BADC, float32, 4541, A470, 12.34",
        "DCBA, float32, A470, 4541, 12.34",
        "ABCD, int32, FFFE, 1DC0, -123456",
        "CDAB, int32, 1DC0, FFFE, -123456",
        "BADC, int32, FEFF, C01D, -123456",
        "DCBA, int32, C01D, FEFF, -123456",
        "ABCD, uint32, FFFE, 1DC0, 4294843840",
    })
    void readsNumbersOfTwoRegistersInEachOrder(String order, String type, String first, String second, String value) {
        var map = map("\"type\":\"" + type + "\",\"order\":\"" + order + "\"");
        assertThat(decode(map, first, second).value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "int16, FFEF, -17",
        "uint16, FFEF, 65519",
        "bcd16, 1234, 1234",
        "bits, 00A5, 165",
    })
    void readsNumbersOfOneRegister(String type, String word, String value) {
        assertThat(decode(map("\"type\":\"" + type + "\""), word).value()).isEqualByComparingTo(value);
    }

    @Test
    void readsOneBit() {
        assertThat(decode(map("\"type\":\"bits\",\"bit\":5"), "0020").value()).isEqualByComparingTo("1");
        assertThat(decode(map("\"type\":\"bits\",\"bit\":4"), "0020").value()).isEqualByComparingTo("0");
    }

    @Test
    void readsALongRealNumberInEachOrder() {
        assertThat(decode(map("\"type\":\"float64\""), "4028", "AE14", "7AE1", "47AE")
                        .value())
                .isEqualByComparingTo("12.34");
        assertThat(decode(map("\"type\":\"float64\",\"order\":\"DCBA\""), "AE47", "E17A", "14AE", "2840")
                        .value())
                .isEqualByComparingTo("12.34");
    }

    @Test
    void readsATextUpToItsFilling() {
        assertThat(decode(map("\"type\":\"ascii(6)\""), "4142", "4320", "0000").text())
                .isEqualTo("ABC");
        assertThat(decode(map("\"type\":\"ascii(4)\""), "0102", "0304").flags()).containsExactly(Flag.INVALID);
    }

    @Test
    void reckonsScaleOffsetAndUnit() {
        var map = map("\"type\":\"uint16\",\"scale\":0.1,\"offset\":-5,\"unit\":\"hPa\",\"canonicalUnit\":\"kPa\"");
        var value = decode(map, "27D8");
        assertThat(value.value()).isEqualByComparingTo("101.5");
        assertThat(value.unit()).isEqualTo("kPa");
    }

    @Test
    void takesTheDecimalsFromTheirOwnRegister() {
        var map = RegisterMaps.shipped("gas-module@1").orElseThrow();
        var blocks = ReadPlan.of(map);
        assertThat(blocks).containsExactly(new Block(3, 0x2031, 1), new Block(3, 0x6001, 1));

        var values = map.decode(NOW, Map.of(blocks.get(0), Registers.of(2), blocks.get(1), Registers.of(1234)), null)
                .values();
        assertThat(values.get(0).value()).isEqualByComparingTo("12.34");

        var without =
                map.decode(NOW, Map.of(blocks.get(1), Registers.of(1234)), null).values();
        assertThat(without.get(0).value()).as("never a number of unknown size").isNull();
    }

    @Test
    void neverMakesANumberOfAMark() {
        var map = map("\"type\":\"int16\",\"invalidRaw\":[\"7FFF\",\"8000\"]");
        assertThat(decode(map, "8000")).returns(null, PointValue::value).satisfies(has(Flag.INVALID));
        assertThat(decode(map("\"type\":\"float32\""), "7FC0", "0000")).satisfies(has(Flag.INVALID));
        assertThat(decode(map("\"type\":\"bcd16\""), "12A4")).satisfies(has(Flag.INVALID));
        assertThat(decode(map("\"type\":\"uint16\",\"zeroMeansAbsent\":true"), "0000"))
                .returns(null, PointValue::value)
                .satisfies(has(Flag.ABSENT));
        assertThat(decode(map("\"type\":\"uint16\",\"statusMap\":{\"0\":\"RUN\",\"1\":\"FAULT\"}"), "0001")
                        .text())
                .isEqualTo("FAULT");
        assertThat(decode(map("\"type\":\"uint16\",\"statusMap\":{\"0\":\"RUN\"}"), "0007"))
                .satisfies(has(Flag.INVALID));
    }

    @Test
    void marksWhatIsOutsideAndKeepsIt() {
        var value = decode(map("\"type\":\"int16\",\"min\":-40,\"max\":80"), "0051");
        assertThat(value.value()).isEqualByComparingTo("81");
        assertThat(value).satisfies(has(Flag.OUT_OF_RANGE));
    }

    @Test
    void marksWhatChangesFasterThanItCan() {
        var map = map("\"type\":\"int16\",\"rateMax\":2");
        var block = ReadPlan.of(map).get(0);
        var before = map.decode(NOW, Map.of(block, Registers.of(10)), null);
        assertThat(map.decode(NOW.plusSeconds(5), Map.of(block, Registers.of(20)), before)
                        .values()
                        .get(0)
                        .flags())
                .isEmpty();
        assertThat(map.decode(NOW.plusSeconds(5), Map.of(block, Registers.of(21)), before)
                        .values()
                        .get(0))
                .satisfies(has(Flag.RATE));
    }

    @Test
    void hasNoValueForABlockThatWasNotRead() {
        var map = map("\"type\":\"int16\"");
        assertThat(map.decode(NOW, Map.of(), null).values().get(0))
                .returns(null, PointValue::value)
                .satisfies(has(Flag.STALE));
    }

    @Test
    void refusesAnAnswerOfAnotherSize() {
        var map = map("\"type\":\"int16\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.decode(NOW, Map.of(new Block(3, 100, 1), Registers.of(1, 2)), null))
                .withMessageContaining("answer has 2 values, expected 1");
    }

    private static Consumer<PointValue> has(Flag flag) {
        return value -> assertThat(value.flags()).containsExactly(flag);
    }

    private static PointValue decode(RegisterMap map, String... words) {
        int[] values = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Integer.parseInt(words[i], 16);
        }
        return map.decode(NOW, Map.of(new Block(3, 100, words.length), Registers.of(values)), null)
                .values()
                .get(0);
    }

    static RegisterMap map(String point) {
        return RegisterMaps.read(json("\"addressBase\":0", "{\"key\":\"x\",\"fc\":3,\"address\":100," + point + "}"));
    }

    static byte[] json(String more, String points) {
        return ("""
                {"name":"test","version":1,"model":"test","confidence":"LOW","pollMs":1000,"timeoutMs":500,"retries":0,
                 "gapMs":0,"maxRegistersPerRead":16,"state":{"frozenAfterMs":60000,"atLimitAfterMs":10000,"jumps":3},
                 %s,"points":[%s]}
                """).formatted(more, points).getBytes(UTF_8);
    }

    @Test
    void knowsAValueThatMeansNothingFromZero() {
        assertThat(decode(map("\"type\":\"uint16\""), "0000").value()).isEqualByComparingTo(BigDecimal.ZERO);
    }
}
