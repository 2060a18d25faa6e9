package io.plumewatch.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlateCameraTests {

    private static final int READINGS = 20_000;
    private static final String PLATE = "豫H5D708";

    @Test
    void isRightAsOftenAsItIsSure() {
        var random = new SplittableRandom(11);
        int sure = 0;
        int sureAndRight = 0;
        int unsure = 0;
        int unsureAndRight = 0;
        for (int i = 0; i < READINGS; i++) {
            PlateReading reading = PlateCamera.read(PLATE, random);
            boolean right = reading.number().equals(PLATE);
            if (reading.confidence() >= 0.9) {
                sure++;
                sureAndRight += right ? 1 : 0;
            } else {
                unsure++;
                unsureAndRight += right ? 1 : 0;
            }
        }
        assertThat((double) sure / READINGS).isBetween(0.83, 0.88);
        assertThat((double) sureAndRight / sure).isBetween(0.93, 0.97);
        assertThat((double) unsureAndRight / unsure).isBetween(0.25, 0.45);
    }

    @Test
    void takesOneCharacterForAnotherThatLooksLikeIt() {
        var random = new SplittableRandom(12);
        for (int i = 0; i < READINGS; i++) {
            String read = PlateCamera.read(PLATE, random).number();
            assertThat(read).hasSameSizeAs(PLATE).startsWith("豫H");
            long wrong = PLATE.chars().filter(c -> c < 128).count()
                    - IntStream.range(1, PLATE.length())
                            .filter(at -> PLATE.charAt(at) == read.charAt(at))
                            .count();
            assertThat(wrong).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void staysWithAPlateThatLooksLikeNoOther() {
        assertThat(PlateCamera.read("豫HKKKKK", new SplittableRandom(13)).number())
                .isEqualTo("豫HKKKKK");
    }
}
