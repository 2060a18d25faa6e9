package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Operators see what was wrong, not whose vehicle it was. */
class MaskingTests {

    @Test
    void hidesPlatesInAnyFieldAndAnyPlace() {
        String sample =
                Masking.sample("{\"plate\":{\"number\":\"TEMP 12345\"},\"note\":\"豫H12345 seen\"}".getBytes(UTF_8));

        assertThat(sample).doesNotContain("12345").contains("TEM***5").contains("豫H1***5 seen");
    }

    @Test
    void hidesVinsInTextAndInHex() {
        byte[] frame = "##\u0002\u00FELGDCHA1G8MA127733\u0001".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(Masking.sample("vin LGDCHA1G8MA127733".getBytes(UTF_8))).isEqualTo("vin LGD**********7733");
        assertThat(Masking.sample(frame))
                .startsWith("232302fe4c4744" + "2a".repeat(10))
                .endsWith("3737333301");
    }

    @Test
    void hidesTheNumberThatAStationShowsWithEveryMessage() {
        assertThat(Masking.sample("##0081QN=1;ST=22;CN=2011;PW=a1b2c3;MN=A1".getBytes(UTF_8)))
                .isEqualTo("##0081QN=1;ST=22;CN=2011;PW=******;MN=A1");
    }

    @Test
    void cutsLongPayloadsWithinNoCharacter() {
        assertThat(Masking.sample("a豫".repeat(1_000).getBytes(UTF_8)))
                .hasSize(256)
                .doesNotContain("\uFFFD");
    }
}
