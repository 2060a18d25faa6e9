package io.plumewatch.gateway.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Layout;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection sent before it went is not lost, though the terminal's next connection is there by now. */
class ObdLeftoverTests {

    private static final String VIN = "LGDCHA1G8MA127733";

    private final ObdBench bench = new ObdBench().with(VIN, Frames.ICCID, null, null);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void keepsTheTrustOfTheConnectionThatIsGone() throws IOException {
        CompletableFuture<Void> registry;
        try (Socket old = bench.connect()) {
            ObdBench.send(old, Frames.login(VIN));
            bench.awaitEntries(1);
            registry = bench.devices.holdNext();
            ObdBench.send(old, Frames.upload(VIN, Layout.A, 1));
            ObdBench.send(old, Frames.upload(VIN, Layout.A, 2));
        }
        awaitEnded();
        try (Socket next = bench.connect()) {
            ObdBench.send(next, Frames.login(VIN));
            bench.awaitEntries(2);

            registry.complete(null);

            assertThat(bench.awaitEntries(4)).extracting(LogEntry::trust).containsOnly(Trust.ENROLLED);
            assertThat(bench.rejected).isEmpty();
            ObdBench.send(next, Frames.upload(VIN, Layout.A, 3));
            assertThat(bench.awaitEntries(5).get(4).trust()).isEqualTo(Trust.ENROLLED);
        }
    }

    @Test
    void believesALoginThatStillWaitedThere() throws IOException {
        CompletableFuture<Void> registry = bench.devices.holdNext();
        try (Socket old = bench.connect()) {
            ObdBench.send(old, Frames.login(VIN));
            ObdBench.send(old, Frames.upload(VIN, Layout.A, 1));
        }
        awaitEnded();

        registry.complete(null);

        assertThat(bench.awaitEntries(2)).extracting(LogEntry::trust).containsOnly(Trust.ENROLLED);
    }

    private void awaitEnded() {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(10)).until(() -> bench.events("ended") == 1);
    }
}
