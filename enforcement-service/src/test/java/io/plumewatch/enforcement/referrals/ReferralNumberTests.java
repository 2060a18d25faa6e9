package io.plumewatch.enforcement.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferralNumberTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @ParameterizedTest
    @CsvSource({
        "1, 1, 6063-410800-1-20261122-000001, 4108002611221001",
        "1, 17, 6063-410800-1-20261122-000017, 410800261122100H",
        "2, 36, 6063-410800-2-20261122-000036, 4108002611222010",
        "35, 46655, 6063-410800-35-20261122-046655, 410800261122ZZZZ"
    })
    void countsWithinAreaDayAndEpoch(int epoch, int number, String referralNo, String sourceNo) {
        var referral = new ReferralNumber("410800", epoch, DAY, number);

        assertThat(referral.referralNo()).isEqualTo(referralNo);
        assertThat(referral.sourceNo()).isEqualTo(sourceNo).hasSize(16);
    }

    @Test
    void saysWhenTheDayIsUsedUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferralNumber("410800", 1, DAY, 46_656))
                .withMessageContaining("410800")
                .withMessageContaining("used up");
    }

    @Test
    void refusesAnEpochThatOneDigitCannotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferralNumber("410800", 36, DAY, 1))
                .withMessageContaining("1..35");
    }
}
