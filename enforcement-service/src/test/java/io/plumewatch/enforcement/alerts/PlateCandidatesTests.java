package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.plate.LicensePlate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlateCandidatesTests {

    private static final Map<String, List<String>> CONFUSIONS = Map.of(
            "0", List.of("D", "Q"), "8", List.of("B"), "B", List.of("8"), "O", List.of("0", "D"), "豫", List.of("渝"));

    @Test
    void changesOneCharacterAtATime() {
        assertThat(PlateCandidates.of("豫HB1208", CONFUSIONS))
                .containsExactlyInAnyOrder("渝HB1208", "豫H81208", "豫HB12D8", "豫HB12Q8", "豫HB120B");
    }

    @Test
    void putsALetterThatNoPlateCarriesRightWhereItStands() {
        assertThat(PlateCandidates.of("豫H12O45", CONFUSIONS)).containsExactlyInAnyOrder("豫H12045", "豫H12D45");
    }

    @Test
    void keepsToWhatAPlateCanBe() {
        // The authority's letter is no digit, and the last four of a small battery car are no letters.
        assertThat(PlateCandidates.of("豫B12345", CONFUSIONS)).containsExactly("渝B12345");
        assertThat(PlateCandidates.of("豫HD10000", CONFUSIONS)).doesNotContain("豫HD1000D");
    }

    @Test
    void neverReturnsTheReadItselfNorAnythingFurtherThanOneCharacter() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            String number = random(random);
            assertThat(PlateCandidates.of(number, CONFUSIONS)).allSatisfy(candidate -> {
                assertThat(candidate).hasSameSizeAs(number).isNotEqualTo(number);
                assertThat(differences(candidate, number)).isEqualTo(1);
                assertThat(LicensePlate.parse(candidate).family().standard()).isTrue();
            });
        }
    }

    private static String random(SplittableRandom random) {
        String characters = "豫渝0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ挂";
        var number = new StringBuilder();
        int length = random.nextInt(0, 10);
        for (int i = 0; i < length; i++) {
            number.append(characters.charAt(random.nextInt(characters.length())));
        }
        return number.toString();
    }

    private static int differences(String a, String b) {
        int differences = 0;
        for (int i = 0; i < a.length(); i++) {
            differences += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return differences;
    }
}
