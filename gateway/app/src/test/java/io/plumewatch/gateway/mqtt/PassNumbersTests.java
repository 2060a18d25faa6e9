package io.plumewatch.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassNumbersTests {

    private final PassNumbers numbers = new PassNumbers();

    private long live(long number) {
        return numbers.missing("RS-0001", number, false);
    }

    private long replayed(long number) {
        return numbers.missing("RS-0001", number, true);
    }

    @Test
    void countsWhatIsLeftOut() {
        assertThat(live(7)).isZero();
        assertThat(live(8)).isZero();
        assertThat(live(11)).isEqualTo(2);
        assertThat(numbers.missing("RS-0002", 500L, false)).isZero();
        assertThat(numbers.missing("RS-0002", null, false)).isZero();
    }

    @Test
    void fillsGapsWithWhatComesLate() {
        live(1);
        long missing = live(10_002);
        for (long number = 2; number <= 10_001; number++) {
            missing += replayed(number);
        }

        assertThat(missing).isZero();
        assertThat(replayed(5_000)).isZero();
        assertThat(live(10_003)).isZero();
    }

    @Test
    void takesASmallNumberForARestart() {
        live(900);
        assertThat(live(1)).isZero();
        assertThat(live(2)).isZero();
        assertThat(live(4)).isOne();
    }

    @Test
    void takesAFarJumpForANewBeginning() {
        live(1);
        assertThat(live(2 + PassNumbers.FURTHEST_JUMP)).isZero();
    }

    @Test
    void doesNotTakeOldHistoryForARestart() {
        live(900);
        assertThat(replayed(3)).isZero();
        assertThat(live(901)).isZero();
    }
}
