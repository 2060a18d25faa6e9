package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.explain.Explain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObdProfileTests {

    @ParameterizedTest
    @CsvSource({
        "A1, P1",
        "G1, P1",
        "S1, P1",
        "S3, P1",
        "S7, P1",
        "S22, P1A",
        "S21, P2",
        "S9, P3",
        "S10, P3",
        "S12, P3",
        "S13, P3",
        "S14, P3",
        "I1, P4",
        "I2, P4",
        "I7, P4",
        "I10, P4",
        "S16, P4",
        "N1, P4"
    })
    void isShownByAFrame(String name, ObdProfile expected) {
        assertThat(shown(SampleFrames.frame(name))).isEqualTo(expected);
    }

    @Test
    void isTheSameInTheExplanationOfEverySample() {
        for (String name : SampleFrames.names()) {
            var frame = SampleFrames.frame(name);

            assertThat(Explain.line(frame.bytes().hex()).json().path("profile").asString())
                    .as(name)
                    .isEqualTo(shown(frame).label());
        }
    }

    @Test
    void allowsWhatItShows() {
        for (String name : SampleFrames.names()) {
            var frame = SampleFrames.frame(name);
            var message = ObdDecoder.decode(frame);

            assertThat(ObdProfile.shownBy(frame.header(), message).allows(frame.header(), message))
                    .as(name)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"S9, P1", "S10, P1", "A1, P3", "S21, P1", "S22, P2", "I2, P3", "S1, P4", "S12, P1", "S13, P2"})
    void doesNotAllowTheFramesOfAnother(String name, ObdProfile filed) {
        var frame = SampleFrames.frame(name);

        assertThat(filed.allows(frame.header(), ObdDecoder.decode(frame, filed)))
                .isFalse();
    }

    /** A login looks the same in all of them. */
    @Test
    void allowsTheLoginOfAnyTerminal() {
        var frame = SampleFrames.frame("S1");

        for (ObdProfile filed : List.of(ObdProfile.P1, ObdProfile.P1A, ObdProfile.P2, ObdProfile.P2S, ObdProfile.P3)) {
            assertThat(filed.allows(frame.header(), ObdDecoder.decode(frame))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"P1, 0x02, RSA", "P1, 0x03, SM2", "P3, 0x02, SM2", "P3, 0x03, SM4", "P2, 0x04, SM4", "P1, 0x04, unknown"
    })
    void namesTheCipherAsItsOwnStandardDoes(ObdProfile profile, String code, String name) {
        assertThat(profile.cipher(Integer.decode(code))).isEqualTo(name);
    }

    @Test
    void isFoundByItsLabelInAnyCase() {
        assertThat(ObdProfile.of("p2S")).contains(ObdProfile.P2S);
        assertThat(ObdProfile.of("P1a")).contains(ObdProfile.P1A);
        assertThat(ObdProfile.of("P5")).isEmpty();
    }

    private static ObdProfile shown(ObdFrame frame) {
        return ObdProfile.shownBy(frame.header(), ObdDecoder.decode(frame));
    }
}
