package io.plumewatch.wire.national;

import static io.plumewatch.wire.national.Records.MAP;
import static io.plumewatch.wire.national.Records.bad;
import static io.plumewatch.wire.national.Records.ok;
import static io.plumewatch.wire.national.Records.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalPicturesTests {

    private static byte[] jpeg(int bytes) {
        byte[] jpeg = new byte[bytes];
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        jpeg[2] = (byte) 0xFF;
        return jpeg;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data:image/jpeg;base64,", "data:image/jpg;base64,"})
    void takesAPictureOutAndLeavesItsDigest(String prefix) {
        byte[] jpeg = jpeg(700_000);
        String inline = prefix + Base64.getEncoder().encodeToString(jpeg);
        byte[] record = with(Records.PASS, "\"TP1\":\"" + "11".repeat(32) + "\"", "\"TP1\":\"" + inline + "\"");

        NationalPictures taken = ok(NationalPictures.of(record, MAP));

        assertThat(taken.jpegs()).hasSize(1);
        Map.Entry<String, byte[]> picture = taken.jpegs().entrySet().iterator().next();
        assertThat(picture.getValue()).isEqualTo(jpeg);
        assertThat(new String(taken.record(), UTF_8))
                .isEqualTo(new String(record, UTF_8).replace(inline, "sha256:" + picture.getKey()));
        assertThat(ok(NationalJson.pass(taken.record(), MAP))
                        .pass()
                        .photos()
                        .get(0)
                        .sha256())
                .isEqualTo(picture.getKey());
        assertThat(NationalJson.id(record, MAP)).contains("C4109220020120261122081502");
    }

    @Test
    void leavesEveryByteOfARecordWithoutInlinePictures() {
        byte[] record = Records.PASS.getBytes(UTF_8);

        assertThat(ok(NationalPictures.of(record, MAP)).record()).isEqualTo(record);
    }

    @Test
    void namesThePictureThatIsBroken() {
        byte[] tooBig = with(
                Records.PASS,
                "ab".repeat(32),
                "x".repeat(0) + Base64.getEncoder().encodeToString(jpeg(1_100_000)));

        assertThat(bad(NationalPictures.of(tooBigPlain(tooBig), MAP)).field()).isEqualTo("TP2");
    }

    private static byte[] tooBigPlain(byte[] record) {
        return new String(record, UTF_8)
                .replace("\"TP2\":\"sha256:", "\"TP2\":\"")
                .getBytes(UTF_8);
    }

    @Test
    void saysThatAPathIsNoPicture() {
        byte[] record = with(Records.PASS, "11".repeat(32), "/pic/1.jpg");

        NationalPass national = ok(NationalJson.pass(record, MAP));

        assertThat(national.pass().photos()).hasSize(1);
        assertThat(national.warnings()).extracting(warning -> warning.code()).containsExactly("PICTURE_NOT_HERE");
    }
}
