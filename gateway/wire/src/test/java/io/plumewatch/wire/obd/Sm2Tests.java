package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2Tests {

    /** The public example key of GB/T 32918.2. */
    static final Octets PRIVATE_KEY = Octets.ofHex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");

    static final Octets PUBLIC_KEY = Octets.ofHex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
            + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");

    static final String CHIP = "CHIPID0000000001";

    @ParameterizedTest
    @ValueSource(strings = {"S9", "S10"})
    void findsTheSignatureOfAnUploadValidUnderTheChipsIdentity(String name) {
        assertThat(Sm2.verify(signature(name), PUBLIC_KEY, CHIP)).isEqualTo(new Sm2.Verdict(Sm2.State.VALID, CHIP));
    }

    @Test
    void checksAnActivationWithTheKeyThatItBrings() {
        var activation = (ObdMessage.Activation) ObdDecoder.decode(SampleFrames.frame("S13"));

        assertThat(Sm2.verify(activation.signature(), activation.publicKey(), activation.chipId()))
                .isEqualTo(new Sm2.Verdict(Sm2.State.VALID, CHIP));
    }

    @Test
    void findsASignatureInvalidUnderTheDefaultIdentityAlone() {
        assertThat(Sm2.verify(signature("S9"), PUBLIC_KEY, null).state()).isEqualTo(Sm2.State.INVALID);
    }

    @Test
    void findsASignatureInvalidWhenOneSignedByteChanges() {
        var signature = signature("S9");
        byte[] changed = signature.signedBytes().toArray();
        changed[40] ^= 1;

        assertThat(Sm2.verify(new ObdSignature(signature.r(), signature.s(), Octets.of(changed)), PUBLIC_KEY, CHIP))
                .isEqualTo(new Sm2.Verdict(Sm2.State.INVALID, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "FF", "01"})
    void takesNoNumbersForAKeyThatAreNoPointOfTheCurve(String octet) {
        assertThat(Sm2.verify(signature("S9"), Octets.ofHex(octet.repeat(64)), CHIP)
                        .state())
                .isEqualTo(Sm2.State.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "FF"})
    void takesNoNumbersForASignatureThatAreOutOfRange(String octet) {
        var number = Octets.ofHex(octet.repeat(32));

        assertThat(Sm2.verify(new ObdSignature(number, number, Octets.NONE), PUBLIC_KEY, CHIP)
                        .state())
                .isEqualTo(Sm2.State.INVALID);
    }

    @Test
    void saysWhenThereIsNoSignatureOrNoKey() {
        assertThat(Sm2.verify(null, PUBLIC_KEY, CHIP).state()).isEqualTo(Sm2.State.ABSENT);
        assertThat(Sm2.verify(signature("S9"), null, CHIP).state()).isEqualTo(Sm2.State.NO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHIP, Sm2.DEFAULT_ID})
    void signsWhatItFindsValid(String identity) {
        var signature = Sm2.sign(Octets.ofHex("AABBCC"), PRIVATE_KEY, identity);

        assertThat(Sm2.publicKey(PRIVATE_KEY)).isEqualTo(PUBLIC_KEY);
        assertThat(Sm2.verify(signature, PUBLIC_KEY, CHIP)).isEqualTo(new Sm2.Verdict(Sm2.State.VALID, identity));
    }

    @Test
    void writesAVerdictAsTextAndReadsItBack() {
        for (var verdict : List.of(
                new Sm2.Verdict(Sm2.State.VALID, CHIP),
                new Sm2.Verdict(Sm2.State.VALID, "A/B"),
                new Sm2.Verdict(Sm2.State.ABSENT, null))) {
            assertThat(Sm2.Verdict.ofText(verdict.text())).isEqualTo(verdict);
        }
        assertThat(new Sm2.Verdict(Sm2.State.VALID, CHIP).text()).isEqualTo("VALID/CHIPID0000000001");
    }

    private static ObdSignature signature(String name) {
        var upload = (ObdMessage.Upload) ObdDecoder.decode(SampleFrames.frame(name));
        return Objects.requireNonNull(upload.signature());
    }
}
