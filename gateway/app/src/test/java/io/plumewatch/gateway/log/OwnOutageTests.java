package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnOutageTests {

    private static final Instant LAST_GOOD = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant RECOVERED = LAST_GOOD.plusSeconds(600);

    private final OwnOutage outage = new OwnOutage();

    @Test
    void explainsOnlyWhatWasUnderWayOrMeasuredSince() {
        outage.over(LAST_GOOD, RECOVERED);

        assertThat(outage.explains(LAST_GOOD.minusSeconds(121), RECOVERED)).isFalse();
        assertThat(outage.explains(LAST_GOOD.minusSeconds(119), RECOVERED)).isTrue();
        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), RECOVERED)).isTrue();
    }

    @Test
    void explainsWhatStandsBehindTheBacklog() {
        outage.over(LAST_GOOD, RECOVERED);
        for (int second = 0; second <= 150; second += 30) {
            assertThat(outage.explains(LAST_GOOD.plusSeconds(second), RECOVERED.plusSeconds(second)))
                    .isTrue();
        }

        assertThat(outage.explains(RECOVERED.plusSeconds(10), RECOVERED.plusSeconds(160)))
                .isTrue();
    }

    @Test
    void explainsWhileItsBacklogDrains() {
        outage.over(LAST_GOOD, RECOVERED);

        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), RECOVERED.plusSeconds(60)))
                .isTrue();
        assertThat(outage.explains(LAST_GOOD.plusSeconds(2), RECOVERED.plusSeconds(120)))
                .isTrue();
        assertThat(outage.explains(LAST_GOOD.plusSeconds(3), RECOVERED.plusSeconds(181)))
                .isFalse();
        assertThat(outage.explains(LAST_GOOD.plusSeconds(3), RECOVERED.plusSeconds(182)))
                .isFalse();
    }

    @Test
    void excusesNobodyForEver() {
        outage.over(LAST_GOOD, RECOVERED);
        for (int second = 0; second <= 600; second += 30) {
            assertThat(outage.explains(LAST_GOOD.plusSeconds(1), RECOVERED.plusSeconds(second)))
                    .isTrue();
        }

        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), RECOVERED.plusSeconds(601)))
                .isFalse();
    }

    @Test
    void lastsUntilTheLastWayInIsBack() {
        outage.over(LAST_GOOD, RECOVERED);
        outage.overOnlyNow(RECOVERED.plusSeconds(900));

        assertThat(outage.explains(RECOVERED.plusSeconds(600), RECOVERED.plusSeconds(950)))
                .isTrue();
    }

    @Test
    void growsWhenOneOutageFollowsAnother() {
        outage.over(LAST_GOOD, RECOVERED);
        outage.over(RECOVERED.plusSeconds(10), RECOVERED.plusSeconds(60));

        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), RECOVERED.plusSeconds(61)))
                .isTrue();
    }

    /** The heartbeat before the outage was written by a clock that has been set back since. */
    @Test
    void aClockSetBackByTenMinutesDuringTheOutageStillExplainsWhatWasUnderWay() {
        Instant setBack = LAST_GOOD.plusSeconds(30).minusSeconds(600);
        outage.over(LAST_GOOD, setBack);

        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), setBack.plusSeconds(200)))
                .isFalse();
        assertThat(outage.explains(LAST_GOOD.plusSeconds(1), setBack.plusSeconds(20)))
                .isTrue();
    }

    @Test
    void explainsNothingBeforeTheFirstOne() {
        assertThat(outage.explains(LAST_GOOD, RECOVERED)).isFalse();
    }
}
