package io.plumewatch.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppendQueueTests {

    private static final int MOST_ENTRIES = 100;
    private static final int MOST_BYTES = 1 << 20;
    private static final int FLUSH_ENTRIES = 10;
    private static final int FLUSH_BYTES = 1 << 16;

    private final AppendQueue queue = new AppendQueue(new LogSettings(
            "redis://nowhere",
            "redis://nowhere",
            "",
            1L << 30,
            FLUSH_ENTRIES,
            FLUSH_BYTES,
            MOST_ENTRIES,
            MOST_BYTES,
            true,
            Duration.ofSeconds(1)));

    private boolean offer(int bytes) {
        return queue.offer(new Append("stream", new Append.Reading(new byte[bytes]), 0, new CompletableFuture<>()));
    }

    @Test
    void hasRoomForSoManyEntriesOnly() {
        for (int i = 0; i < MOST_ENTRIES; i++) {
            assertThat(offer(1)).isTrue();
        }

        assertThat(offer(1)).isFalse();
        assertThat(queue.bytes()).isEqualTo(MOST_ENTRIES);
    }

    @Test
    void hasRoomForSoManyBytesOnly() {
        assertThat(offer(MOST_BYTES)).isTrue();
        assertThat(offer(1)).isFalse();

        assertThat(queue.all()).hasSize(1);

        assertThat(offer(MOST_BYTES)).isTrue();
    }

    @Test
    void givesOutInOrderAsMuchAsOneFlushTakes() throws InterruptedException {
        for (int bytes = 1; bytes <= FLUSH_ENTRIES + 1; bytes++) {
            offer(bytes);
        }

        assertThat(queue.batch(0)).extracting(Append::bytes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(queue.bytes()).isEqualTo(11);
        assertThat(queue.batch(0)).extracting(Append::bytes).containsExactly(11);
        assertThat(queue.batch(0)).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void endsAFlushThatHasEnoughBytes() throws InterruptedException {
        offer(FLUSH_BYTES);
        offer(1);

        assertThat(queue.batch(0)).hasSize(1);
        assertThat(queue.batch(0)).hasSize(1);
    }
}
