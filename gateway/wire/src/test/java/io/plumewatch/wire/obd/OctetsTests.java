package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OctetsTests {

    private static final Octets WHOLE = Octets.ofHex("00112233445566778899AABBCCDDEEFF");

    @Test
    void aSliceIsWorthAsMuchAsItsOwnBytes() {
        Octets slice = WHOLE.slice(4, 12).slice(1, 6);

        assertThat(slice).isEqualTo(Octets.ofHex("5566778899")).hasSameHashCodeAs(Octets.ofHex("5566778899"));
        assertThat(slice.hex()).isEqualTo("5566778899");
        assertThat(slice.toArray()).hasSize(5);
        assertThat(slice.unsigned(1, 4)).isEqualTo(0x66778899L);
    }

    @Test
    void aSliceDoesNotShowWhatLiesBesideIt() {
        Octets slice = WHOLE.slice(4, 8);

        for (Runnable peek : new Runnable[] {
            () -> slice.u8(4),
            () -> slice.u8(-1),
            () -> slice.u16(3),
            () -> slice.unsigned(2, 3),
            () -> slice.slice(0, 5),
            () -> slice.xor(1, 5)
        }) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(peek::run);
        }
    }

    @Test
    void xorsAnyRangeAsByteByByte() {
        var random = new SplittableRandom(7);
        byte[] bytes = new byte[100];
        random.nextBytes(bytes);
        Octets octets = Octets.of(bytes).slice(3, 90);
        for (int from = 0; from <= octets.length(); from++) {
            for (int to = from; to <= octets.length(); to++) {
                int sum = 0;
                for (int i = from; i < to; i++) {
                    sum ^= octets.u8(i);
                }
                assertThat(octets.xor(from, to)).isEqualTo(sum);
            }
        }
    }
}
