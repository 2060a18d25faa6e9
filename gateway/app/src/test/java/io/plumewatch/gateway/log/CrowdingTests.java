package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Trust;
import org.junit.jupiter.api.Test;

/** What only claims to come from somebody waits first, and nothing ever pushes out what is there. */
class CrowdingTests {

    private static final long GIB = 1L << 30;

    private final Crowding crowding = new Crowding(GIB);

    @Test
    void takesEverythingWhileThereIsRoomAndBeforeAnythingIsKnown() {
        assertThat(crowding.refuses(Trust.CLAIMED)).isFalse();
        crowding.memory(info(GIB - 1, 0));
        assertThat(crowding.refuses(Trust.CLAIMED)).isFalse();
    }

    @Test
    void makesTheClaimedWaitBeyondTheBoundAndTakesThemAgainBelow() {
        crowding.memory(info(GIB + 1, 0));
        assertThat(crowding.refuses(Trust.CLAIMED)).isTrue();
        assertThat(crowding.refuses(Trust.ENROLLED)).isFalse();
        assertThat(crowding.refused()).isEqualTo(1);

        crowding.memory(info(GIB / 2, 0));
        assertThat(crowding.refuses(Trust.CLAIMED)).isFalse();
    }

    @Test
    void leavesAQuarterOfRedisToTheEnrolledAndATenthToEvidence() {
        crowding.memory(info(76 << 20, 100 << 20));
        assertThat(crowding.refuses(Trust.CLAIMED)).isTrue();
        assertThat(crowding.refuses(Trust.ENROLLED)).isFalse();

        crowding.memory(info(91 << 20, 100 << 20));
        assertThat(crowding.refuses(Trust.ENROLLED)).isTrue();
        assertThat(crowding.refuses(Trust.CERTIFIED)).isTrue();
    }

    @Test
    void believesNothingOfWhatItCannotRead() {
        crowding.memory("used_memory:lots\r\nmaxmemory:0\r\n");
        assertThat(crowding.refuses(Trust.CLAIMED)).isFalse();
    }

    private static String info(long used, long most) {
        return "# Memory\r\nused_memory:" + used + "\r\nused_memory_human:x\r\nmaxmemory:" + most
                + "\r\nmaxmemory_policy:noeviction\r\n";
    }
}
