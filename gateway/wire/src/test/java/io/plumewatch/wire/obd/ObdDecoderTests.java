package io.plumewatch.wire.obd;

import static io.plumewatch.wire.obd.HandMade.ENGINE;
import static io.plumewatch.wire.obd.HandMade.PLACE;
import static io.plumewatch.wire.obd.HandMade.STREAM;
import static io.plumewatch.wire.obd.HandMade.TIME;
import static io.plumewatch.wire.obd.HandMade.encrypted;
import static io.plumewatch.wire.obd.HandMade.frame;
import static io.plumewatch.wire.obd.HandMade.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames from hexadecimal digits, field by field as the standards list them. */
class ObdDecoderTests {

    static final OffsetDateTime AT = OffsetDateTime.parse("2024-05-06T07:08:09+08:00");
    static final String SERIAL = "0007";
    static final String DIAGNOSTICS =
            "01" + "00" + "DEA0" + "0200" + "30".repeat(17) + "30".repeat(18) + "30".repeat(18) + "00".repeat(36);
    static final String SIGNATURE = "20" + "11".repeat(32) + "20" + "22".repeat(32);

    @Test
    void readsTheThreeWayCatalystWithoutNoxSensor() {
        var block = only(
                upload("02", TIME + SERIAL + "03" + TIME + ENGINE + "8012" + "41" + "191E" + "7C" + "45D0" + PLACE));

        assertThat(block.type()).isEqualTo(0x03);
        assertThat(block.time()).isEqualTo(AT);
        assertNumber(block, ObdField.SPEED, "60.5");
        assertNumber(block, ObdField.UPSTREAM_OXYGEN, "0.9999730");
        assertNumber(block, ObdField.DOWNSTREAM_OXYGEN, "0.65");
        assertNumber(block, ObdField.INTAKE_AIR, "321.5");
        assertNumber(block, ObdField.COOLANT, "84");
        assertNumber(block, ObdField.CATALYST, "285.5");
        assertNumber(block, ObdField.MILEAGE, "123456.7");
    }

    @Test
    void readsTheThreeWayCatalystWithNoxSensor() {
        var block = only(upload(
                "02", TIME + SERIAL + "05" + TIME + ENGINE + "8012" + "41" + "1261" + "191E" + "7C" + "45D0" + PLACE));

        assertNumber(block, ObdField.DOWNSTREAM_OXYGEN, "0.65");
        assertNumber(block, ObdField.NOX_DOWNSTREAM, "35.25");
        assertNumber(block, ObdField.INTAKE_AIR, "321.5");
        assertNumber(block, ObdField.CATALYST, "285.5");
        assertThat(measurements(block).position()).isPresent();
    }

    @Test
    void readsTheHybridSupplement() {
        var block = only(upload("02", TIME + SERIAL + "04" + TIME + "0BB8" + "37" + "1770" + "2904" + "4B"));

        assertNumber(block, ObdField.MOTOR_SPEED, "3000");
        assertNumber(block, ObdField.MOTOR_LOAD, "55");
        assertNumber(block, ObdField.BATTERY_VOLTAGE, "600.0");
        assertNumber(block, ObdField.BATTERY_CURRENT, "50.0");
        assertNumber(block, ObdField.STATE_OF_CHARGE, "75");
        assertThat(measurements(block).position()).isEmpty();
    }

    @Test
    void readsTheSupplementaryStream() {
        var block = only(upload(
                "02",
                TIME + SERIAL + "80" + TIME + "09" + "64" + "00004FF5" + "4B" + "0001E240" + "000181CD" + "42A8"));

        assertNumber(block, ObdField.TORQUE_MODE, "9");
        assertNumber(block, ObdField.ACCELERATOR, "40.0");
        assertNumber(block, ObdField.TOTAL_FUEL, "10234.5");
        assertNumber(block, ObdField.REAGENT_TANK, "35");
        assertNumber(block, ObdField.REAGENT_INJECTION, "1234.56");
        assertNumber(block, ObdField.TOTAL_REAGENT, "98765");
        assertNumber(block, ObdField.DPF_TEMPERATURE, "260.25000");
    }

    @Test
    void readsAVendorsBlockWithItsLengthInFront() {
        var upload = upload("02", TIME + SERIAL + "80" + TIME + "0003" + "AABBCC" + "02" + TIME + STREAM);

        assertThat(upload.blocks().get(0).content()).isEqualTo(new ObdBlock.Vendor(Octets.ofHex("AABBCC"), true));
        assertThat(upload.blocks().get(1).type()).isEqualTo(0x02);
    }

    @ParameterizedTest(name = "layout {0}: {1}")
    @CsvSource({
        "A,  02 0001 {S} 81 0001 AABBCC",
        "A,  81 0001 AABBCC",
        "A1, 02 0001 {S} 02 {S} 9A AABBCC",
        "B,  0007 02 {S} 82 AABBCC",
        "C,  0007 02 {T} {S} FE {T} AABBCC",
        "C,  0007 81 {T} AABBCC",
        "C,  0007 02 {T} {S} 06 {T} AABBCC",
    })
    void keepsAVendorsBlockAsItIs(Layout layout, String blocks) {
        var upload = upload(
                "02", TIME + blocks.replace("{S}", STREAM).replace("{T}", TIME).replace(" ", ""));

        assertThat(upload.layout()).isEqualTo(layout);
        assertThat(upload.blocks().get(upload.blocks().size() - 1).content())
                .isEqualTo(new ObdBlock.Vendor(Octets.ofHex("AABBCC"), false));
    }

    @Test
    void keepsTheSignatureOutOfAVendorsBlock() {
        var upload = upload("02", TIME + SERIAL + "02" + TIME + STREAM + "81" + TIME + "AABBCC" + SIGNATURE);

        assertThat(upload.blocks().get(1).content()).isEqualTo(new ObdBlock.Vendor(Octets.ofHex("AABBCC"), false));
        assertThat(upload.signature()).isNotNull();
    }

    @Test
    void knowsTheLengthOfTheLocalSmokeBlock() {
        var upload = upload("02", TIME + "0107" + "81" + "AA".repeat(18) + "02" + STREAM);

        assertThat(upload.layout()).isEqualTo(Layout.B);
        assertThat(upload.blocks()).extracting(ObdBlock::type).containsExactly(0x81, 0x02);
    }

    @Test
    void readsASignatureBehindEachBlock() {
        var upload = upload("02", TIME + SERIAL + "01" + DIAGNOSTICS + "00" + SIGNATURE + "02" + STREAM + SIGNATURE);

        assertThat(upload.layout()).isEqualTo(Layout.B_SIGNED);
        assertThat(upload.serial()).isEqualTo(7);
        assertThat(upload.signature()).isNull();
        assertThat(upload.blocks())
                .extracting(ObdBlock::signature)
                .doesNotContainNull()
                .hasSize(2);
    }

    @Test
    void readsASignatureBehindThePacket() {
        String signed = TIME + SERIAL + "02" + TIME + STREAM;
        var upload = upload("03", signed + SIGNATURE);

        assertThat(upload.supplementary()).isTrue();
        assertThat(upload.layout()).isEqualTo(Layout.C);
        assertThat(upload.signature())
                .isEqualTo(new ObdSignature(
                        Octets.ofHex("11".repeat(32)), Octets.ofHex("22".repeat(32)), Octets.ofHex(signed)));
    }

    @Test
    void takesThePacketsTimeWhereTheBlocksIsZero() {
        var upload = upload("02", TIME + SERIAL + "01" + "00".repeat(6) + DIAGNOSTICS + "00");

        assertThat(upload.blocks().get(0).time()).isEqualTo(AT);
    }

    @Test
    void countsTheSecondsOfTheStreamBlocksOnly() {
        String block = "0001" + STREAM;
        var upload =
                upload("02", TIME + "02" + block + "01" + "0001" + DIAGNOSTICS + "00" + "02" + block + "02" + block);

        assertThat(upload.blocks())
                .extracting(ObdBlock::time)
                .containsExactly(AT, null, AT.plusSeconds(1), AT.plusSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "02, 2", "FD, 253", "FE, 0", "FF, 0"})
    void expectsNoListBehindAnInvalidCount(String count, int listed) {
        var block = only(upload("02", TIME + "01" + "0001" + DIAGNOSTICS + count + "204700AF".repeat(listed)));

        assertThat(((Diagnostics) block.content()).dtcs()).hasSize(listed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                TIME + SERIAL,
                TIME + "02" + SERIAL,
                TIME + "02" + SERIAL + STREAM + "00",
                TIME + "03" + SERIAL + ENGINE + "8012" + "41" + "191E" + "7C" + "45D0" + PLACE,
                TIME + SERIAL + "02" + "180D06070809" + STREAM,
            })
    void doesNotGuess(String data) {
        assertThat(ObdDecoder.decode(frame(0x02, data))).isInstanceOf(ObdMessage.Undecodable.class);
    }

    @Test
    void toleratesALongerLogin() {
        var login = ObdDecoder.decode(frame(0x01, TIME + SERIAL + "38".repeat(20) + "AABB"));

        assertThat(login).isEqualTo(new ObdMessage.Login(AT, 7, "8".repeat(20), Octets.ofHex("AABB")));
    }

    @ParameterizedTest
    @CsvSource({"01, 180506070809000738", "04, 18050607080900", "05, 18", "06, 1805060708090007", "07, 18", "08, 01"})
    void saysWhatItExpectedOfAShortDataUnit(String command, String data) {
        assertThat(ObdDecoder.decode(frame(Integer.parseInt(command, 16), data)))
                .asInstanceOf(type(ObdMessage.Undecodable.class))
                .satisfies(message -> assertThat(message.expected()).contains("bytes"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x03, 0x04, 0x06})
    void recognisesTheAnswerThatOnlyRepeatsTheTime(int command) {
        assertThat(ObdDecoder.decode(frame(command, TIME))).isEqualTo(new ObdMessage.Answer(AT));
    }

    @Test
    void readsAnActivationWithoutSignature() {
        String data = TIME + "43".repeat(16) + "AB".repeat(64) + "4C".repeat(17);

        assertThat(ObdDecoder.decode(frame(0x07, data)))
                .isEqualTo(new ObdMessage.Activation(
                        AT, "C".repeat(16), Octets.ofHex("AB".repeat(64)), "L".repeat(17), null));
    }

    @Test
    void readsWhatAVehicleSaysInTheClearUnderACipherCode() {
        assertThat(ObdDecoder.decode(encrypted(0x02, "03", TIME + "02" + "0001" + STREAM)))
                .isInstanceOf(ObdMessage.Upload.class);
    }

    @ParameterizedTest
    @CsvSource({"01, 28", "02, 150", "04, 8", "07, 265", "07, 103", "06, 17"})
    void keepsCipherTextAsItIs(String command, int length) {
        String data = "C7".repeat(length);

        assertThat(ObdDecoder.decode(encrypted(Integer.parseInt(command, 16), "02", data)))
                .isEqualTo(new ObdMessage.Opaque(ObdMessage.Opaque.Reason.ENCRYPTED, Octets.ofHex(data)));
    }

    @Test
    void readsTheCommandsBetweenPlatforms() {
        assertThat(ObdDecoder.decode(platform(0x08, "FE", TIME + SERIAL)))
                .isEqualTo(new ObdMessage.PlatformLogout(AT, 7));
        assertThat(ObdDecoder.decode(platform(0x02, "01", TIME))).isEqualTo(new ObdMessage.Answer(AT));
        assertThat(ObdDecoder.decode(platform(0x02, "02", "AA")))
                .isEqualTo(new ObdMessage.Opaque(ObdMessage.Opaque.Reason.PLATFORM_ANSWER, Octets.ofHex("AA")));
        assertThat(ObdDecoder.decode(platform(0x09, "FE", "01")))
                .isEqualTo(new ObdMessage.Opaque(ObdMessage.Opaque.Reason.KEY_EXCHANGE, Octets.ofHex("01")));
    }

    @Test
    void namesNoVehicleInALog() {
        var frame = frame(0x02, TIME + "02" + "0001" + STREAM);

        assertThat(List.of(
                        frame.toString(),
                        frame.header().toString(),
                        frame.bytes().toString()))
                .noneMatch(text -> text.contains("LSTTEST"));
    }

    private static ObdMessage.Upload upload(String command, String data) {
        return (ObdMessage.Upload) ObdDecoder.decode(frame(Integer.parseInt(command, 16), data));
    }

    private static ObdBlock only(ObdMessage.Upload upload) {
        assertThat(upload.blocks()).hasSize(1);
        return upload.blocks().get(0);
    }

    private static Measurements measurements(ObdBlock block) {
        return (Measurements) block.content();
    }

    private static void assertNumber(ObdBlock block, ObdField field, String number) {
        assertThat(measurements(block).get(field))
                .asInstanceOf(type(Reading.Value.class))
                .satisfies(value -> assertThat(value.number()).isEqualByComparingTo(number));
    }
}
