package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StridesTests {

    private static final String STREAM = "pw:evidence:0";
    private static final Offset AT = new Offset(STREAM, "epoch", "0-0", 0);

    private final List<ReadEntry> entries = IntStream.range(0, 100)
            .mapToObj(n -> new ReadEntry(new RawEntry(STREAM, n + "-1", Map.of()), List.of(), "g", "", null))
            .toList();

    private final Strides strides = new Strides(50);

    private int stride() {
        return strides.end(STREAM, entries, 0);
    }

    @Test
    void beginSmallAndGrowWithEachThatWorked() {
        var sizes = new ArrayList<Integer>();
        for (int n = 0; n < 6; n++) {
            sizes.add(stride());
            strides.worked(STREAM);
        }

        assertThat(sizes).containsExactly(8, 16, 32, 50, 50, 50);
    }

    @Test
    void areNeverMoreThanOneTransactionMayTake() {
        assertThat(new Strides(5).end(STREAM, entries, 0)).isEqualTo(5);
    }

    @Test
    void halveWhenConnectionsBreakThriceAtTheSameEntry() {
        assertThat(strides.failed(AT)).isFalse();
        assertThat(strides.failed(AT)).isFalse();
        assertThat(stride()).isEqualTo(8);

        assertThat(strides.failed(AT)).isFalse();

        assertThat(stride()).isEqualTo(4);
    }

    @Test
    void tellWhenConnectionsBreakThriceAtOneSingleEntry() {
        for (int n = 0; n < 9; n++) {
            assertThat(strides.failed(AT)).isFalse();
        }
        assertThat(stride()).isEqualTo(1);

        assertThat(strides.failed(AT)).isFalse();
        assertThat(strides.failed(AT)).isFalse();
        assertThat(strides.failed(AT)).isTrue();
    }

    @Test
    void countFailuresAtDifferentEntriesApart() {
        for (int n = 0; n < 6; n++) {
            strides.failed(n % 2 == 0 ? AT : AT.after("1-1", 1));
        }

        assertThat(stride()).isEqualTo(8);
    }
}
