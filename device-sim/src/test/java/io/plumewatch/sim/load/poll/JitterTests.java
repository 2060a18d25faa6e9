package io.plumewatch.sim.load.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JitterTests {

    @Test
    void anEvenBeatHasNone() {
        var jitter = Jitter.of(new long[] {7, 1_007, 2_007}, 1_000);
        assertThat(jitter.nanos()).containsExactly(0, 0, 0);
        assertThat(jitter.missed()).isZero();
    }

    @Test
    void aLateMomentIsOffByWhatItIsLateAlsoWhenItIsTheFirst() {
        assertThat(Jitter.of(new long[] {30, 1_000, 2_000, 3_000, 4_000}, 1_000).nanos())
                .containsExactly(30, 0, 0, 0, 0);
        assertThat(Jitter.of(new long[] {0, 1_000, 2_045, 3_000, 3_990}, 1_000).nanos())
                .containsExactly(0, 0, 45, 0, 10);
    }

    @Test
    void beatsWithoutAMomentAreMissedAndMoveNoOther() {
        var jitter = Jitter.of(new long[] {0, 1_000, 4_000}, 1_000);
        assertThat(jitter.nanos()).containsExactly(0, 0, 0);
        assertThat(jitter.missed()).isEqualTo(2);
    }
}
