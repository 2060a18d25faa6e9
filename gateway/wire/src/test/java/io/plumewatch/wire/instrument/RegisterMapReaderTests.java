package io.plumewatch.wire.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a map may say, and how a wrong one is refused. */
class RegisterMapReaderTests {

    @Test
    void readsEachShippedMapUnderItsOwnName() {
        assertThat(RegisterMaps.shippedIds())
                .hasSize(8)
                .allSatisfy(id ->
                        assertThat(RegisterMaps.shipped(id).orElseThrow().id()).isEqualTo(id));
        assertThat(RegisterMaps.shipped("nobody@1")).isEmpty();
    }

    @Test
    void countsFromZeroWhateverTheDocumentDoes() {
        var zero = RegisterMaps.shipped("renke-weather@1").orElseThrow();
        var one = RegisterMaps.shipped("renke-weather-one-based@1").orElseThrow();
        assertThat(one.points()).isEqualTo(zero.points());
        assertThat(ReadPlan.of(one)).isEqualTo(ReadPlan.of(zero));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    `type`:`int12` | key type: expected int16, uint16, int32
                    `type`:`int16`,`scale`:0 | key scale: expected a number other than 0
                    `type`:`int16`,`scale`:`1` | key scale: expected a number
                    `type`:`int16`,`order`:`ACBD` | key order: expected one of [ABCD, CDAB, BADC, DCBA]
                    `type`:`int16`,`unit`:`m/sec` | key unit: expected one of [
                    `type`:`int16`,`unit`:`m/s`,`canonicalUnit`:`kPa` | key canonicalUnit: expected a unit of what m/s measures
                    `type`:`int16`,`invalidRaw`:[`xyz`] | key invalidRaw: expected hex digits as in 7FFF
                    `type`:`int16`,`min`:5,`max`:5 | key max: expected a number above min
                    `type`:`int16`,`rateMax`:-1 | key rateMax: expected a number above 0
                    `type`:`int16`,`bit`:3 | key bit: expected no bit
                    `type`:`bits`,`bit`:16 | key bit: expected 0..15
                    `type`:`int16`,`adress`:7 | key adress: expected one of address, bit
                    `type`:`ascii(400)` | key type: expected int16
                    `type`:`ascii(40)` | key type: expected at most maxRegistersPerRead = 16 registers
                    """)
    void saysWhichPointWhichKeyAndWhatWasExpected(String point, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterMapTests.map(point.replace('`', '"')))
                .withMessageContaining("register map test@1, point x, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    `addressBase`:1 | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`} | point a, key address: expected 1..65536
                    `addressBase`:0 | {`key`:`a`,`fc`:3,`address`:65535,`type`:`int32`} | point a, key address: expected room for 2
                    `addressBase`:0 | {`key`:`a`,`fc`:5,`address`:0,`type`:`int16`} | point a, key fc: expected 1..4
                    `addressBase`:0 | {`key`:`a`,`fc`:1,`address`:0,`type`:`int16`} | point a, key type: expected bits
                    `addressBase`:2 | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`} | key addressBase: expected 0..1
                    `addressBase`:0,`maxGap`:999 | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`} | key maxGap: expected 0..124
                    `addressBase`:0,`blocks`:[{`fc`:3,`start`:9,`count`:1}] | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`} | point a, key address: expected a place inside of a block
                    `addressBase`:0,`blocks`:[{`fc`:3,`start`:0,`count`:20}] | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`} | key blocks: expected at most maxRegistersPerRead = 16
                    `addressBase`:0 | {`key`:`a`,`fc`:3,`address`:0,`type`:`int16`},{`key`:`a`,`fc`:3,`address`:1,`type`:`int16`} | point a, key key: expected a key that no other
                    """)
    void refusesWhatCannotBeRead(String more, String points, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RegisterMaps.read(RegisterMapTests.json(more.replace('`', '"'), points.replace('`', '"'))))
                .withMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterMaps.read("[]".getBytes(UTF_8)))
                .withMessage("register map: expected a JSON object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterMaps.read("{".getBytes(UTF_8)))
                .withMessage("register map: expected a JSON object");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, '3:10+1 3:12+2 3:20+1 4:10+1'",
        "1, 16, '3:10+4 3:20+1 4:10+1'",
        "6, 16, '3:10+11 4:10+1'",
        "6, 8, '3:10+4 3:20+1 4:10+1'",
    })
    void mergesNeighbours(int maxGap, int most, String blocks) {
        String points = "{'key':'a','fc':3,'address':20,'type':'int16'},{'key':'b','fc':3,'address':12,'type':'int32'},"
                + "{'key':'c','fc':3,'address':10,'type':'int16'},{'key':'d','fc':4,'address':10,'type':'int16'}";
        String json = new String(
                        RegisterMapTests.json("\"addressBase\":0,\"maxGap\":" + maxGap, points.replace('\'', '"')),
                        UTF_8)
                .replace("\"maxRegistersPerRead\":16", "\"maxRegistersPerRead\":" + most);
        assertThat(ReadPlan.of(RegisterMaps.read(json.getBytes(UTF_8))))
                .extracting(block -> block.fc() + ":" + block.start() + "+" + block.count())
                .containsExactly(blocks.split(" "));
    }
}
