package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a batch is handed over. */
class EffectsTests extends LaneScene {

    private final List<String> handed = new ArrayList<>();

    /** A handler that came twice would take its second vehicles while it holds what their holders may wait for. */
    @Test
    void handsABatchToEachHandlerOnceAndTheOneWithTheLastEntryLast() {
        var effects = new Effects(
                transaction, offsets, rejected, parked, List.of(noting(EntryKind.PASS), noting(EntryKind.TAMPER)));

        effects.apply(
                offsets.read(stream),
                List.of(entry(1, EntryKind.PASS), entry(2, EntryKind.TAMPER), entry(3, EntryKind.PASS)));

        assertThat(handed).containsExactly("TAMPER [2]", "PASS [1, 3]");
    }

    private ReadEntry entry(int number, EntryKind kind) {
        LogEntry entry = TestLog.entry(kind, "device", Integer.toString(number), Instant.now(), new byte[0]);
        String id = number + "-0";
        return new ReadEntry(
                new LogConnection.RawEntry(stream, id, entry.toFields()),
                List.of(new StoredEntry(stream, id, entry)),
                "gateway",
                "",
                null);
    }

    private EntryHandler noting(EntryKind kind) {
        return new EntryHandler() {
            @Override
            public Set<EntryKind> kinds() {
                return Set.of(kind);
            }

            @Override
            public void handle(List<StoredEntry> entries) {
                handed.add(kind + " "
                        + entries.stream().map(stored -> stored.entry().key()).toList());
            }
        };
    }
}
