package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentlyStoredTests {

    private final AtomicReference<String> epoch = new AtomicReference<>("first life");
    private final RecentlyStored recent = new RecentlyStored(epoch::get);

    @Test
    void knowsTheSameContentUnderTheSameKeyOnly() {
        recent.stored("PASS/RS-1/p", "content");

        assertThat(recent.has("PASS/RS-1/p", "content")).isTrue();
        assertThat(recent.has("PASS/RS-1/p", "other")).isFalse();
        assertThat(recent.has("PASS/RS-2/p", "content")).isFalse();
    }

    @Test
    void forgetsEverythingWhenTheLogIsAnother() {
        recent.stored("PASS/RS-1/p", "content");
        epoch.set("second life");

        assertThat(recent.has("PASS/RS-1/p", "content")).isFalse();
    }

    @Test
    void forgetsTheOldestFirst() {
        for (int i = 0; i < 20_001; i++) {
            recent.stored("k" + i, "content");
        }

        assertThat(recent.has("k0", "content")).isFalse();
        assertThat(recent.has("k20000", "content")).isTrue();
    }
}
