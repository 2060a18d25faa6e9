package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.Unpooled;
import io.plumewatch.wire.obd.Octets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class Sm4ContentTests {

    private static final Octets KEY = Octets.of("0".repeat(16).getBytes(ISO_8859_1));

    final Sm4Content raw = new Sm4Content(KEY, Sm4Content.Form.RAW);
    final Sm4Content hex = new Sm4Content(KEY, Sm4Content.Form.HEX);

    @Test
    void sealsTheGoldenFrameAndLeavesItsTailPlain() {
        assertThat(raw.seal(SampleStations.frame("S32P"))).isEqualTo(SampleStations.bytes("S32"));
    }

    @Test
    void opensTheGoldenFrame() {
        assertThat(raw.open(bad(SampleStations.bytes("S32")))).isEqualTo(SampleStations.frame("S32P"));
    }

    @Test
    void opensDigitsThoughTheLengthIsThatOfThePlainFrame() {
        var sealed = bad(hex.seal(SampleStations.frame("S32P")));

        assertThat(sealed.lengthRule()).isEqualTo(Hj212Frame.LengthRule.MISMATCH);
        assertThat(hex.open(sealed)).isEqualTo(SampleStations.frame("S32P"));
    }

    @Test
    void opensNothingWithAnotherKeyOrWithoutDataArea() {
        var other = new Sm4Content(Octets.of("1".repeat(16).getBytes(ISO_8859_1)), Sm4Content.Form.RAW);

        assertThat(other.open(bad(SampleStations.bytes("S32")))).isNull();
        assertThat(raw.open(Hj212Encoder.frame(Octets.of("CN=1".getBytes(ISO_8859_1)))))
                .isNull();
    }

    @Test
    void opensNoPlainFrameWhateverItsWrongCheckValue() {
        byte[] plain = SampleStations.bytes("S32P").toArray();
        for (int crc = 0; crc <= 0xFFFF; crc++) {
            byte[] digits = String.format(Locale.ROOT, "%04X", crc).getBytes(ISO_8859_1);
            System.arraycopy(digits, 0, plain, plain.length - 6, 4);
            var cut = new Hj212FrameCutter(Hj212Frame.MAX_SEGMENT).next(Unpooled.wrappedBuffer(plain.clone()));
            if (cut instanceof Hj212Cut.BadCheck wrong) {
                assertThat(raw.open(wrong.frame())).as("%04X", crc).isNull();
            }
        }
    }

    @Test
    void keepsShortContentPlain() {
        assertThat(raw.seal(SampleStations.frame("S11"))).isEqualTo(SampleStations.bytes("S11"));
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sm4Content(Octets.NONE, Sm4Content.Form.RAW));
    }

    private static Hj212Frame bad(Octets bytes) {
        var cut = new Hj212FrameCutter(Hj212Frame.MAX_SEGMENT).next(Unpooled.wrappedBuffer(bytes.toArray()));
        return ((Hj212Cut.BadCheck) Objects.requireNonNull(cut)).frame();
    }
}
