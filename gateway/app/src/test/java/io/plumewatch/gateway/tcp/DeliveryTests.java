package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What frames cost on their way to the log. */
class DeliveryTests {

    private static final int TOTAL_BYTES = 1 << 20;

    /** What the shortest frame holds in memory until the log has it. */
    private static final int HELD_BYTES = 650;

    private final FakeLog log = new FakeLog();
    private final TcpParts parts = parts();

    private TcpParts parts() {
        var counters = new Counters(new SimpleMeterRegistry());
        var quarantine = new Quarantine(
                counters,
                new SampleBudget(new QuarantineSettings(1_000, 1 << 20, 10, 100)),
                rejected -> CompletableFuture.completedFuture(true));
        var second = Duration.ofSeconds(1);
        var bounds = new TcpBounds(
                new PeerBounds(100, 100, List.of(), second, second, second, second, 128),
                second,
                second,
                1 << 26,
                TOTAL_BYTES,
                TOTAL_BYTES,
                10,
                1 << 16,
                10,
                10,
                new RateBounds(1 << 26, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30));
        return new TcpParts(Protocol.OBD, bounds, new FakeDevices(), log, quarantine, counters, InstantSource.system());
    }

    @Test
    void readsNoFurtherWhenFramesTogetherCostMoreThanTheirBudget() {
        log.goAway();
        int taken = 0;
        for (int connection = 0; connection < 10; connection++) {
            var channel = new EmbeddedChannel();
            var delivery = new Delivery<>(parts, channel, new Logouts());
            for (int more = 0; more < 2_000 && !parts.onTheWay().spent(); more++) {
                delivery.take("logout", Instant.EPOCH);
                taken++;
            }
        }
        assertThat(parts.onTheWay().spent()).isTrue();
        assertThat(taken * HELD_BYTES).isLessThan(TOTAL_BYTES + HELD_BYTES);
    }

    @Test
    void readsNothingOfAConnectionThatOpensWhileTheBudgetIsSpent() {
        var early = new EmbeddedChannel();
        new Delivery<>(parts, early, new Logouts()).opened();
        assertThat(early.config().isAutoRead()).isTrue();

        log.goAway();
        var delivery = new Delivery<>(parts, new EmbeddedChannel(), new Logouts());
        while (!parts.onTheWay().spent()) {
            delivery.take("logout", Instant.EPOCH);
        }
        delivery.gone();
        var late = new EmbeddedChannel();
        new Delivery<>(parts, late, new Logouts()).opened();

        assertThat(late.config().isAutoRead()).isFalse();
    }

    /** Frames of 33 bytes. */
    private static final class Logouts implements Line<String, Boolean> {

        @Override
        public int bytes(String frame) {
            return 33;
        }

        @Override
        public CompletableFuture<Boolean> lookUp(String frame) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public @Nullable CompletableFuture<Void> again(Throwable failure) {
            return null;
        }

        @Override
        public Verdict judge(String frame, Boolean known, Instant receivedAt) {
            var entry = new LogEntry(
                    EntryKind.OBD,
                    "OBD-1",
                    Trust.CLAIMED,
                    ClockState.UNKNOWN,
                    null,
                    receivedAt,
                    false,
                    "OBD-1/1",
                    "gateway-1",
                    new byte[33]);
            return new Verdict(entry, null);
        }

        @Override
        public Verdict broken(String frame, Instant receivedAt) {
            return Verdict.DONE;
        }

        @Override
        public boolean vouched(String frame) {
            return true;
        }

        @Override
        public void ended() {}
    }
}
