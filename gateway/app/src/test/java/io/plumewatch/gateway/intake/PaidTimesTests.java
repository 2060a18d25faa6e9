package io.plumewatch.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaidTimesTests {

    /** The clock may begin anywhere, also close to the end of its numbers. */
    private final long start = Long.parseLong("9223372036854775802");

    private final PaidTimes times = new PaidTimes();

    @Test
    void addUpWhatASenderSpends() {
        assertThat(times.spend("OBD-1", 10, start)).isEqualTo(start + 10);
        assertThat(times.spend("OBD-1", 10, start + 3)).isEqualTo(start + 20);
        assertThat(times.spend("OBD-2", 10, start + 3)).isEqualTo(start + 13);

        times.giveBack("OBD-1", 15);

        assertThat(times.of("OBD-1", start + 3)).isEqualTo(start + 5);
    }

    @Test
    void saveNothingForWhoIsSilent() {
        times.spend("OBD-1", 10, start);
        times.giveBack("OBD-1", 50);

        assertThat(times.of("OBD-1", start)).isEqualTo(start);
        assertThat(times.spend("OBD-1", 10, start + 100)).isEqualTo(start + 110);
    }

    @Test
    void forgetWhoOwesNothingAndKeepWhoDoes() {
        times.spend("DEBTOR", 1_000, start);
        for (int i = 0; i < 20_000; i++) {
            times.spend("OBD-" + i, 1, start + 10L * i / 20_000);
        }

        assertThat(times.knows("DEBTOR")).isTrue();
        assertThat(times.knows("OBD-0")).isFalse();
        assertThat(times.of("DEBTOR", start + 10)).isEqualTo(start + 1_000);
    }
}
