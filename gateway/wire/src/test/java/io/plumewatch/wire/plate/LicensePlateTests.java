package io.plumewatch.wire.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.wire.plate.LicensePlate.Family;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicensePlateTests {

    @ParameterizedTest
    @CsvSource({
        "豫AD12345, SMALL_NEW_ENERGY",
        "豫HF88888, SMALL_NEW_ENERGY",
        "豫AA12345, SMALL_NEW_ENERGY",
        "京AKZ1234, SMALL_NEW_ENERGY",
        "豫A12345D, LARGE_NEW_ENERGY",
        "豫N00001F, LARGE_NEW_ENERGY",
        "豫N1234挂, TRAILER",
        "豫N0005学, COACH",
        "豫A0001警, POLICE",
        "粤ZF023港, HONG_KONG_MACAU",
        "粤Z1234澳, HONG_KONG_MACAU",
        "224578使, EMBASSY",
        "使224578, EMBASSY_OLD",
        "沪22478领, CONSULATE",
        "沪A0023领, CONSULATE_OLD",
        "WJ豫1234A, ARMED_POLICE",
        "WJ12345, ARMED_POLICE",
        "VA12345, MILITARY",
        "豫X1234应急, EMERGENCY",
        "豫S12345应急, EMERGENCY",
        "豫A1B2C3, ORDINARY",
        "豫H12345, ORDINARY",
        "新Z99999, ORDINARY",
        "3-GA000001, NON_ROAD",
        "D-GB123456, NON_ROAD",
        "XKF000123, NON_ROAD"
    })
    void knowsEveryFamily(String raw, Family family) {
        LicensePlate plate = LicensePlate.parse(raw);

        assertThat(plate.family()).isEqualTo(family);
        assertThat(plate.family().standard()).isTrue();
        assertThat(plate.raw()).isEqualTo(raw);
    }

    /** One character off each family, and what real data holds: kept whole, never cut or corrected. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "豫N00052学",
                "豫AO1234",
                "豫I12345",
                "豫HI2345",
                "豫A1234O",
                "豫AL12345",
                "豫AD1234A",
                "豫A1234AD",
                "豫A12345L",
                "豫H1234",
                "豫H123456",
                "豫豫12345",
                "台A12345",
                "12345",
                "豫N123挂",
                "粤A1234港",
                "22457使",
                "使22457",
                "沪2247领",
                "WJ豫123A",
                "V12345",
                "VO12345",
                "豫A1234应急",
                "豫X123应急",
                "7-GA000001",
                "3-G000001",
                "3-GA00001",
                "临豫A123456",
                "А123ВС77"
            })
    void keepsWhatFitsNoFamily(String raw) {
        LicensePlate plate = LicensePlate.parse(raw);

        assertThat(plate.family()).isEqualTo(Family.NON_STANDARD);
        assertThat(plate.family().standard()).isFalse();
        assertThat(plate.raw()).isEqualTo(raw);
        assertThat(plate.number()).isEqualTo(raw.replace("-", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "???",
                "豫H?2345",
                "豫",
                "A1",
                "无车牌",
                "豫H12345678901234567",
                "豫H\u0000123",
                "豫H12345\n",
                "豫H<b>1",
                "豫H1\uD8002345",
                "🚚🚚123",
                "................................................豫H12345"
            })
    void refusesWhatCannotBeAPlate(String raw) {
        assertThat(LicensePlate.tryParse(raw)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LicensePlate.parse(raw))
                .withMessage("expected a plate of 3..16 letters and digits, with at least one digit or Latin letter");
    }

    @ParameterizedTest
    @CsvSource({
        "豫H·12345, 豫H12345",
        "豫H•12345, 豫H12345",
        "豫H-12345, 豫H12345",
        "豫h12345, 豫H12345",
        "'豫 H 1 2345', 豫H12345",
        "豫Ｈ１２３４５, 豫H12345",
        "豫Ｈ　·　１２３４５, 豫H12345",
        "３－ｇａ000001, 3GA000001",
        "豫n1234挂, 豫N1234挂"
    })
    void normalises(String raw, String number) {
        LicensePlate plate = LicensePlate.parse(raw);

        assertThat(plate.number()).isEqualTo(number);
        assertThat(plate.raw()).isEqualTo(raw);
        assertThat(plate.family().standard()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "豫H12345, 豫H1***5",
        "豫AD12345, 豫AD***5",
        "豫N1234挂, 豫N1***挂",
        "豫H·12345, 豫H1***5",
        "A123, A***",
        "12345, 123***5"
    })
    void hidesTheMiddle(String raw, String masked) {
        assertThat(LicensePlate.parse(raw).masked()).isEqualTo(masked);
    }

    @Test
    void masksAnythingThatStandsWhereAPlateIsExpected() {
        assertThat(LicensePlate.mask("")).isEqualTo("***");
        assertThat(LicensePlate.mask("豫")).isEqualTo("豫***");
    }

    @Test
    void survivesAnyTextAndNormalisesOnlyOnce() {
        var random = new Random(20261122);
        String alphabet = "豫京WJ使领警挂学港应急AIOQZ0189-·• Ａ９?\u0000\uD83D\uDE9Aßıµ";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String once = LicensePlate.normalise(text.toString());

            assertThat(LicensePlate.normalise(once)).isEqualTo(once);
            LicensePlate.tryParse(text.toString())
                    .ifPresent(plate -> assertThat(
                                    LicensePlate.parse(plate.number()).family())
                            .isEqualTo(plate.family()));
        }
    }
}
