package io.plumewatch.enforcement.blacklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateSetTests {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ京豫粤挂学警港澳使领应急";

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20261122})
    void packsDifferentPlatesDifferently(long seed) {
        var random = new Random(seed);
        var plates = new HashSet<String>();
        var packed = new HashSet<Long>();
        for (int i = 0; i < 20_000; i++) {
            String plate = plate(random);
            plates.add(plate);
            packed.add(PackedPlate.of(plate));
        }
        assertThat(packed).hasSameSizeAs(plates).doesNotContain(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"豫H12345", "豫AD12345", "WJ豫1234A", "豫X12345应急", "3GA000001", "使224578", "粤ZF023港"})
    void holdsEveryStandardFamilyWithoutHashing(String plate) {
        assertThat(PackedPlate.of(plate)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEFGHIJ", "临12345", "豫H1234５"})
    void hashesWhatIsNotStandard(String plate) {
        assertThat(PackedPlate.of(plate)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1_000, 65_536, 100_003})
    void findsItsMembersAndNothingElse(int size) {
        var random = new Random(size);
        long[] members = LongStream.generate(random::nextLong)
                .filter(plate -> plate != 0)
                .limit(size)
                .toArray();
        PlateSet set = PlateSet.of(LongStream.of(members));

        assertThat(set.size()).isEqualTo(size);
        assertThat(LongStream.of(members).allMatch(set::contains)).isTrue();
        assertThat(random.longs(1_000).noneMatch(set::contains)).isTrue();
    }

    @Test
    void growsIntoANewSet() {
        PlateSet one = PlateSet.of(LongStream.of(7));
        PlateSet more = one.plus(LongStream.of(8, 7));

        assertThat(one.contains(8)).isFalse();
        assertThat(more.contains(7)).isTrue();
        assertThat(more.contains(8)).isTrue();
        assertThat(more.size()).isEqualTo(2);
    }

    private static String plate(Random random) {
        var plate = new StringBuilder();
        int length = 1 + random.nextInt(9);
        for (int i = 0; i < length; i++) {
            plate.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return plate.toString();
    }
}
