package io.plumewatch.enforcement.facts.obd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SerialSetTests {

    @Test
    void countsTheHolesButNotWhereTheDayBeginsAndEnds() {
        assertThat(of(1, 2, 3, 7, 8, 12).holes()).isEqualTo(new SerialSet.Holes(2, 6));
        assertThat(of(5).holes()).isEqualTo(new SerialSet.Holes(0, 0));
        assertThat(SerialSet.EMPTY.holes()).isEqualTo(new SerialSet.Holes(0, 0));
    }

    @Test
    void goesOnWhereSerialsBeginAnew() {
        assertThat(of(65_529, 65_531, 1, 2, 4).holes()).isEqualTo(new SerialSet.Holes(2, 2));
        assertThat(of(65_531, 65_535, 0, 1).holes()).isEqualTo(new SerialSet.Holes(0, 0));
    }

    @Test
    void isTheSameSetInAnyOrderAndAfterStoring() {
        for (long seed = 1; seed <= 50; seed++) {
            var random = new Random(seed);
            int range = random.nextBoolean() ? 65_536 : 60;
            var serials = new ArrayList<>(random.ints(80, 0, range).boxed().toList());
            SerialSet once = of(serials);
            Collections.shuffle(serials, random);
            SerialSet left = of(serials.subList(0, 30));
            SerialSet right = of(serials.subList(20, 80));

            assertThat(left.plus(right)).as("seed %d", seed).isEqualTo(once);
            assertThat(SerialSet.of(once.toBytes())).as("seed %d", seed).isEqualTo(once);
            assertThat(once.size()).as("seed %d", seed).isEqualTo(new TreeSet<>(serials).size());
            assertThat(once.plus(serials.get(0))).as("seed %d", seed).isSameAs(once);
        }
    }

    private static SerialSet of(Integer... serials) {
        return of(List.of(serials));
    }

    private static SerialSet of(List<Integer> serials) {
        SerialSet set = SerialSet.EMPTY;
        for (int serial : serials) {
            set = set.plus(serial);
        }
        return set;
    }
}
