package io.plumewatch.wire.vin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VinTests {

    @ParameterizedTest
    @CsvSource({
        "1M8GDM9AXKP042788, X",
        "11111111111111111, 1",
        "LMVAFLFD8HA063256, 8",
        "LFV3A23C083027701, 0",
        "5GZCZ43D13S812715, 1"
    })
    void computesTheCheckDigit(String text, char digit) {
        Vin vin = Vin.of(text);

        assertThat(vin.checkDigit()).isEqualTo(digit);
        assertThat(vin.checkDigitHolds()).isTrue();
    }

    @Test
    void takesAWrongCheckDigitAndSaysSo() {
        assertThat(Vin.of("LMVAFLFD9HA063256").checkDigitHolds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8, B", "5, S", "2, Z", "0, D"})
    void noticesConfusedCharactersOfDifferentValue(char right, char wrong) {
        String vin = "LMVAFLFD8HA063256";
        int at = vin.lastIndexOf(right);

        assertThat(Vin.of(vin.substring(0, at) + wrong + vin.substring(at + 1)).checkDigitHolds())
                .isFalse();
    }

    @Test
    void cannotNoticeCharactersOfTheSameValue() {
        assertThat(Vin.of("LMVAFLFD8HA06325F").checkDigitHolds()).isTrue();
        assertThat(Vin.of("LMVAFLFD88A063256").checkDigitHolds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LMVAFLFD8HA06325",
                "LMVAFLFD8HA0632567",
                "LMVAFLFD8HA06325I",
                "LMVAFLFD8HA06325O",
                "LMVAFLFD8HA06325Q",
                "LMVAFLFD8HA06 256",
                "LMVAFLFD8HA06325豫",
                "LMVAFLFD8HA06325\u0000"
            })
    void refusesWhatIsNoVin(String text) {
        assertThat(Vin.tryOf(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vin.of(text))
                .withMessage("expected a VIN of 17 digits and letters without I, O and Q");
    }

    @Test
    void readsSmallLettersAndHidesTheMiddle() {
        Vin vin = Vin.of(" lgdcha1g8ma127733 ");

        assertThat(vin.value()).isEqualTo("LGDCHA1G8MA127733");
        assertThat(vin.masked()).isEqualTo("LGD**********7733");
    }
}
