package io.plumewatch.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitRatesTests {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final List<String> limited = new ArrayList<>();
    private final UnitRates rates =
            new UnitRates(new MqttSettings.Rates(10, 1 << 16, Duration.ofSeconds(2), 100, 5), limited::add, 0);

    private static Delivery delivery(String device, int bytes) {
        var message = new RsMessage(RsTopic.of("plumewatch/v1/" + device + "/pass"), new byte[bytes], Instant.EPOCH);
        return new Delivery(new FakeConnection(), 1, 1, message);
    }

    private void take(String device, int count, int bytes, boolean replay, long now) {
        for (int i = 0; i < count; i++) {
            rates.took(delivery(device, bytes), replay, now);
        }
    }

    private void repeat(String device, int count, boolean replay, long now) {
        for (int i = 0; i < count; i++) {
            rates.took(delivery(device, 1), replay, now);
            rates.wasRepetition(delivery(device, 1), replay);
        }
    }

    @Test
    void letAUnitBeFasterForAWhileAndThenWait() {
        take("RS-0001", 20, 1, false, 0);
        assertThat(rates.mayGo("RS-0001", 0)).isTrue();

        take("RS-0001", 1, 1, false, 0);

        assertThat(rates.mayGo("RS-0001", 0)).isFalse();
        assertThat(rates.mayGo("RS-0002", 0)).isTrue();
        assertThat(rates.mayGo("RS-0001", 100 * MILLI)).isTrue();
    }

    @Test
    void countBytesAsWellAsMessages() {
        take("RS-0001", 3, 1 << 16, false, 0);

        assertThat(rates.mayGo("RS-0001", 0)).isFalse();
        assertThat(rates.mayGo("RS-0001", SECOND)).isTrue();
    }

    @Test
    void tellOnceThatAUnitBeginsToWait() {
        take("RS-0001", 21, 1, false, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(rates.mayGo("RS-0001", i * MILLI)).isFalse();
        }
        assertThat(limited).containsExactly("RS-0001");
        assertThat(rates.isLimited("RS-0001")).isTrue();

        take("RS-0001", 1, 1, false, 10 * SECOND);

        assertThat(rates.isLimited("RS-0001")).isFalse();
    }

    @Test
    void boundAllUnitsTogether() {
        for (int i = 0; i < 101; i++) {
            assertThat(rates.anyMayGo(0)).isTrue();
            take("RS-" + i, 1, 1, false, 0);
        }

        assertThat(rates.anyMayGo(0)).isFalse();
        assertThat(rates.anyMayGo(10 * MILLI)).isTrue();
    }

    @Test
    void letReplaysThroughOneAfterTheOther() {
        assertThat(rates.replaysMayGo(0)).isTrue();
        take("RS-0001", 1, 1, true, 0);

        assertThat(rates.replaysMayGo(199 * MILLI)).isFalse();
        assertThat(rates.replaysMayGo(200 * MILLI)).isTrue();
        assertThat(rates.anyMayGo(0)).isTrue();
    }

    @Test
    void takeATenthForWhatTheLogHasAlready() {
        repeat("RS-0001", 200, false, 0);
        assertThat(rates.mayGo("RS-0001", 0)).isTrue();

        repeat("RS-0001", 1, false, 0);

        assertThat(rates.mayGo("RS-0001", 0)).isFalse();
    }

    @Test
    void letNothingWaitBehindAReplayThatTheLogHasAlready() {
        repeat("RS-0001", 1, true, 0);
        assertThat(rates.replaysMayGo(0)).isTrue();

        take("RS-0001", 1, 1, true, 0);

        assertThat(rates.replaysMayGo(199 * MILLI)).isFalse();
    }
}
