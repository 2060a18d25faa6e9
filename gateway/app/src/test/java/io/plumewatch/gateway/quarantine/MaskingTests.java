package io.plumewatch.gateway.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MaskingTests {

    @Test
    void hidesPlatesWhereverTheyStand() {
        String shown = Masking.sample("{\"plate\":{\"number\":\"豫H12345\"},\"note\":\"豫H12345\"".getBytes(UTF_8));

        assertThat(shown).doesNotContain("12345").contains("豫H1***5");
    }

    @Test
    void hidesAPlateThatIsWrittenInEscapes() {
        assertThat(Masking.sample("{\"number\":\"\\u8c6bH12345\"}".getBytes(UTF_8)))
                .doesNotContain("12345");
    }

    @Test
    void showsBinaryBytesInHexWithoutTheVin() {
        byte[] frame = "##\u0002LGDCHA1G8MA127733\u0001\u0001".getBytes(ISO_8859_1);

        assertThat(Masking.sample(frame)).startsWith("2323024c4744").doesNotContain("413132");
    }

    @Test
    void hidesThePlateInJsonThatIsNotUtf8() {
        byte[] json = "{\"HPHM\":\"京A12345\"}".getBytes(Charset.forName("GBK"));

        assertThat(new String(HexFormat.of().parseHex(Masking.sample(json)), ISO_8859_1))
                .startsWith("{\"HPHM\":\"")
                .doesNotContain("1234");
    }

    @Test
    void hidesAVinInSmallLetters() {
        assertThat(Masking.text("lgdcha1g8ma127733")).isEqualTo("lgd**********7733");
        assertThat(Masking.sample("##\u0002lgdcha1g8ma127733\u0001".getBytes(ISO_8859_1)))
                .doesNotContain(HexFormat.of().formatHex("ha1g8ma12".getBytes(ISO_8859_1)));
    }

    @Test
    void showsTheFirstBytesOnlyAndNoHalfCharacter() {
        byte[] text = "豫".repeat(400).getBytes(UTF_8);

        assertThat(Masking.sample(text)).isEqualTo("豫".repeat(170));
        assertThat(Masking.sample(Arrays.copyOf(text, 511))).isEqualTo("豫".repeat(170));
    }

    @Test
    void hidesThePasswordsOfAirStations() {
        assertThat(Masking.text("##0085QN=1617951053103;ST=22;CN=2011;PW=987654;MN=A-1;CP=&&NewPW=123456&&"))
                .contains("PW=******;MN=A-1")
                .doesNotContain("987654")
                .doesNotContain("123456&&");
        assertThat(Masking.text(";PW = 987654;MN=A-1")).doesNotContain("987654");
    }
}
