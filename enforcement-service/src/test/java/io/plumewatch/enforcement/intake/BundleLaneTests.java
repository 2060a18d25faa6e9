package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.TestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Entries that hold several readings. */
class BundleLaneTests extends LaneScene {

    @Test
    void parksOnlyThePoisonOfABundleAndLetsItBeAppliedLater() {
        String poison = "poison-" + UUID.randomUUID();
        var cured = new AtomicBoolean();
        Instance instance = start(stored -> {
            if (stored.entry().key().equals(poison) && !cured.get()) {
                throw new IllegalArgumentException("cannot digest this");
            }
        });
        String last = log.append(stream, TestLog.bundle("before", poison, "after"));

        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(last));
        assertThat(effects()).containsExactly("before", "after");
        assertThat(instance.metrics.counter("plumewatch.intake.parked").count()).isEqualTo(1);
        assertThat(parkedTrace()).contains("cannot digest this");
        assertThat(parkedPlace()).isEqualTo(last + "/1");
        ParkedEntries.Parked kept = parkedEntry();
        cured.set(true);
        transaction.executeWithoutResult(
                status -> StoredEntry.all(Objects.requireNonNull(kept.raw())).forEach(instance.effects::again));
        assertThat(effects()).containsExactly("before", "after", poison);
    }

    @Test
    void takesABundleWholeOrNotAtAllAndInTransactionsOfBoundedSize() {
        start(stored -> {});
        start(stored -> {});
        var keys = new ArrayList<String>();
        for (int n = 0; n < 40; n++) {
            String[] bundle = {"a" + n, "b" + n, "c" + n, "d" + n, "e" + n, "f" + n, "g" + n};
            keys.addAll(List.of(bundle));
            log.append(stream, TestLog.bundle(bundle));
        }

        eventually().untilAsserted(() -> assertThat(effects()).isEqualTo(keys));
        assertThat(offsets.read(stream).entries()).isEqualTo(40);
        assertThat(readingsOfTheLargestTransaction()).isBetween(7, settings.batch());
    }
}
