package io.plumewatch.wire.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.instrument.PointValue.Flag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a sensor is no longer believed, and when it is again. */
class StateWatchTests {

    private final RegisterMap map =
            RegisterMapTests.map("\"type\":\"int16\",\"varies\":true,\"max\":100,\"rateMax\":5");
    private final StateWatch watch = StateWatch.of(map);
    private final Block block = ReadPlan.of(map).get(0);
    private Instant now = Instant.parse("2026-11-22T00:15:00Z");
    private Scan before = new Scan(now, List.of());

    @Test
    void believesWhatVaries() {
        assertThat(watch.state()).isEqualTo(InstrumentState.DISCONNECTED);
        for (int i = 0; i < 200; i++) {
            assertThat(show(i % 4)).isEqualTo(InstrumentState.OK);
        }
    }

    @Test
    void seesThatItIsFrozenAndThatItThaws() {
        for (int i = 0; i <= 60; i++) {
            assertThat(show(20)).isEqualTo(InstrumentState.OK);
        }
        assertThat(show(20)).isEqualTo(InstrumentState.FROZEN);
        assertThat(show(21)).isEqualTo(InstrumentState.OK);
    }

    @Test
    void seesThatItJumps() {
        show(10);
        assertThat(show(20)).isEqualTo(InstrumentState.OK);
        assertThat(show(10)).isEqualTo(InstrumentState.OK);
        assertThat(show(20)).isEqualTo(InstrumentState.LYING);
        assertThat(show(20)).isEqualTo(InstrumentState.OK);
    }

    @Test
    void seesThatItStaysBeyondItsLimit() {
        show(99);
        for (int i = 0; i <= 10; i++) {
            assertThat(show(101 + i % 2)).isEqualTo(InstrumentState.OK);
        }
        assertThat(show(101)).isEqualTo(InstrumentState.LYING);
        assertThat(show(98)).isEqualTo(InstrumentState.OK);
    }

    @Test
    void seesThatItsClockStandsStill() {
        for (int i = 0; i <= 70; i++) {
            show(i % 4, new PointValue(StateWatch.CLOCK_KEY, BigDecimal.TEN, null, "s", Set.of(), "000A"));
        }
        assertThat(watch.state()).isEqualTo(InstrumentState.LYING);
    }

    @Test
    void isDisconnectedWhenNothingIsRead() {
        show(1);
        assertThat(watch.saw(map.decode(now, Map.of(), null))).isEqualTo(InstrumentState.DISCONNECTED);
        assertThat(show(2)).isEqualTo(InstrumentState.OK);
        assertThat(watch.lost()).isEqualTo(InstrumentState.DISCONNECTED);
    }

    @Test
    void isNotReadyWhenItSaysSo() {
        assertThat(show(1, new PointValue("status", BigDecimal.ONE, "WARMUP", "", Set.of(), "0001")))
                .isEqualTo(InstrumentState.NOT_READY);
        assertThat(show(1, new PointValue("status", BigDecimal.ZERO, "RUN", "", Set.of(), "0000")))
                .isEqualTo(InstrumentState.OK);
        assertThat(show(1, new PointValue("rain", null, null, "", Set.of(Flag.ABSENT), "0000")))
                .isEqualTo(InstrumentState.OK);
    }

    private InstrumentState show(int value, PointValue... more) {
        var read = map.decode(now, Map.of(block, Registers.of(value)), before);
        var values = new ArrayList<>(read.values());
        values.addAll(List.of(more));
        before = new Scan(now, values);
        now = now.plusSeconds(1);
        return watch.saw(before);
    }
}
