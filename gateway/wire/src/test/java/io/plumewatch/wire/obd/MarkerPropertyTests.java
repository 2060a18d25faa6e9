package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.explain.Explain;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A marker never becomes a number: every field, every raw number of one and two bytes, and the edges of the longer ones. */
class MarkerPropertyTests {

    /** Their ranges reach up to all ones, or to the number below it. */
    private static final Set<ObdField> ALL_ONES_ONLY = EnumSet.of(
            ObdField.UPSTREAM_OXYGEN,
            ObdField.DOWNSTREAM_OXYGEN,
            ObdField.MOTOR_SPEED,
            ObdField.BATTERY_VOLTAGE,
            ObdField.BATTERY_CURRENT);

    private static final Set<ObdField> LAST_TWO_ONLY =
            EnumSet.of(ObdField.MILEAGE, ObdField.REAGENT_INJECTION, ObdField.TOTAL_REAGENT);

    @ParameterizedTest
    @EnumSource(value = ObdField.class, mode = EnumSource.Mode.EXCLUDE, names = "POSITION_STATE")
    void isNeverANumber(ObdField field) {
        raws(field, raw -> {
            boolean value = field.reading(raw) instanceof Reading.Value;
            if (value == isMarker(field, raw)) {
                throw new AssertionError(field + " reads 0x" + Long.toHexString(raw) + " as " + field.reading(raw));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = ObdField.class, mode = EnumSource.Mode.EXCLUDE, names = "POSITION_STATE")
    void allOnesAreAlwaysInvalid(ObdField field) {
        long allOnes = (1L << 8 * field.length()) - 1;

        assertThat(field.reading(allOnes)).isEqualTo(new Reading.Marker(allOnes, Reading.State.INVALID));
    }

    /** Random bodies, half of their fields markers: identity and explanation name exactly those. */
    @Test
    void isNamedByTheBlockAndTheExplanationAlike() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var type = BlockType.values()[random.nextInt(BlockType.values().length)];
            var body = Measurements.of(type);
            var expected = EnumSet.noneOf(ObdField.class);
            for (ObdField field : type.fields()) {
                long top = (1L << 8 * field.length()) - 1;
                long raw = random.nextBoolean() ? top - random.nextLong(Math.min(3, top)) : random.nextLong(top >> 4);
                body.set(field, field.reading(raw));
                if (field != ObdField.POSITION_STATE && isMarker(field, raw)) {
                    expected.add(field);
                }
            }
            var block = new ObdBlock(type.code(), null, null, body.build(), null);
            var upload = new ObdMessage.Upload(false, Layout.C, null, 1, List.of(block), null);
            var frame = ObdEncoder.encode(ObdHeader.terminal(ObdCommand.REAL_TIME, "LSTTEST0000000001", 1), upload);

            assertThat(ObdBlocks.of(frame).get(0).markers().keySet())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            var fields = Explain.line(frame.bytes().hex().toLowerCase(Locale.ROOT))
                    .json()
                    .path("blocks")
                    .path(0)
                    .path("fields");
            for (ObdField field : type.fields()) {
                if (field != ObdField.POSITION_STATE) {
                    assertThat(fields.path(field.jsonName()).isNumber())
                            .as("seed %d, %s", seed, field)
                            .isEqualTo(!expected.contains(field));
                }
            }
        }
    }

    private static void raws(ObdField field, LongConsumer use) {
        long top = (1L << 8 * field.length()) - 1;
        if (field.length() < 4) {
            for (long raw = 0; raw <= top; raw++) {
                use.accept(raw);
            }
            return;
        }
        for (long edge : new long[] {0, 90_000_000, 180_000_000, 0xFAFFFFFFL, 0xFDFFFFFFL, 0xFEFFFFFFL, top}) {
            for (long raw = Math.max(0, edge - 300); raw <= Math.min(top, edge + 300); raw++) {
                use.accept(raw);
            }
        }
        var random = new SplittableRandom(field.ordinal());
        for (int i = 0; i < 100_000; i++) {
            use.accept(random.nextLong(top + 1));
        }
    }

    /** The tables of the standards, in words of their own. */
    private static boolean isMarker(ObdField field, long raw) {
        long top = (1L << 8 * field.length()) - 1;
        if (ALL_ONES_ONLY.contains(field)) {
            return raw == top;
        }
        if (LAST_TWO_ONLY.contains(field)) {
            return raw >= top - 1;
        }
        if (field == ObdField.LONGITUDE) {
            return raw > 180_000_000;
        }
        if (field == ObdField.LATITUDE) {
            return raw > 90_000_000;
        }
        return raw >> 8 * (field.length() - 1) > 0xFA;
    }
}
