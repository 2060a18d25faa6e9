package io.plumewatch.gateway.instrument;

import static java.util.stream.Collectors.joining;

import io.plumewatch.gateway.intake.InstrumentBoard.Value;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.wire.instrument.PointValue;
import io.plumewatch.wire.instrument.PointValue.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what an instrument said is shown, the same for register maps and makers' protocols. */
final class Looks {

    private Looks() {}

    /** What is not fitted, or was not read, is not shown; what should be there and is not, is. */
    static List<Value> values(List<PointValue> values) {
        return values.stream()
                .filter(value ->
                        !value.flags().contains(Flag.ABSENT) && !value.flags().contains(Flag.STALE))
                .map(value -> new Value(
                        value.key(),
                        value.value(),
                        value.text(),
                        value.unit(),
                        value.flags().stream().map(Flag::name).sorted().toList()))
                .toList();
    }

    /** Returns why an instrument is not believed, in words; null when it is. */
    static @Nullable String detail(InstrumentState state, List<PointValue> values) {
        if (state == InstrumentState.FROZEN) {
            return "shows the same bytes for longer than a real one would";
        }
        if (state != InstrumentState.LYING) {
            return null;
        }
        String wrong = values.stream()
                .filter(value -> value.flags().contains(Flag.OUT_OF_RANGE)
                        || value.flags().contains(Flag.RATE))
                .map(Looks::words)
                .collect(joining("; "));
        return wrong.isEmpty() ? "its own clock stands still" : wrong;
    }

    private static String words(PointValue value) {
        return value.key() + " " + value.value() + " " + value.unit()
                + (value.flags().contains(Flag.RATE) ? " changed faster than it can" : " is outside of its range");
    }
}
