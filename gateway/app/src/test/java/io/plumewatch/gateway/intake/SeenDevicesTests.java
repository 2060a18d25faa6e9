package io.plumewatch.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenDevicesTests {

    private static final Instant NOON = Instant.parse("2026-05-06T12:00:00.123456Z");

    /** In China, which is eight hours ahead. */
    private static final Instant MIDNIGHT = Instant.parse("2026-05-06T16:00:00Z");

    private final SeenDevices seen = new SeenDevices();

    @Test
    void showsADeviceAsItWasLastSeen() {
        seen.saw("OBD-1", "410800", Protocol.OBD, Trust.CLAIMED, null, NOON);
        seen.saw("OBD-1", "410801", Protocol.HJ212, Trust.ENROLLED, null, NOON.plusSeconds(10));

        assertThat(seen.all()).singleElement().satisfies(device -> {
            assertThat(device.device()).isEqualTo("OBD-1");
            assertThat(device.areaCode()).isEqualTo("410801");
            assertThat(device.protocol()).isEqualTo(Protocol.HJ212);
            assertThat(device.trust()).isEqualTo(Trust.ENROLLED);
            assertThat(device.lastSeenAt()).isBetween(NOON.plusMillis(9_999), NOON.plusSeconds(10));
        });
    }

    @Test
    void remembersTheClockOfADeviceThatTellsItsTimeNowAndThen() {
        saw("OBD-1", null, NOON);
        assertThat(only().clockDriftMillis()).isNull();

        saw("OBD-1", NOON.minusMillis(1_500), NOON);
        saw("OBD-1", null, NOON.plusSeconds(10));
        assertThat(only().clockDriftMillis()).isEqualTo(-1_500);

        saw("OBD-1", NOON.plusSeconds(20), NOON.plusSeconds(20));
        assertThat(only().clockDriftMillis()).isZero();
    }

    @Test
    void countsWhatCameAndWhatIsMissing() {
        saw("OBD-1", null, NOON);
        assertThat(only().completeness()).as("nothing tells").isNull();

        seen.count("OBD-1", 3, 2, NOON);
        seen.count("OBD-1", 0, -1, NOON);

        assertThat(only().today().received()).isEqualTo(3);
        assertThat(only().today().missing()).isEqualTo(1);
        assertThat(only().completeness()).isEqualTo(0.75);
    }

    /** Something of yesterday that comes late today. */
    @Test
    void missesNoLessThanNothing() {
        saw("OBD-1", null, NOON);

        seen.count("OBD-1", 1, -2, NOON);
        seen.count("OBD-1", 1, 1, NOON);

        assertThat(only().today().missing()).isEqualTo(1);
    }

    @Test
    void staysAtTheMostThatItCanCount() {
        saw("OBD-1", null, NOON);

        for (int i = 0; i < 2; i++) {
            seen.count("OBD-1", Integer.MAX_VALUE, Integer.MAX_VALUE, NOON);
        }

        assertThat(only().today().received()).isGreaterThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(only().today().missing()).isGreaterThanOrEqualTo(Integer.MAX_VALUE);
        assertThat(only().completeness()).isEqualTo(0.5);
    }

    @Test
    void countsEachLocalDayAnew() {
        saw("OBD-1", null, MIDNIGHT.minusMillis(1));
        seen.count("OBD-1", 5, 1, MIDNIGHT.minusMillis(1));

        seen.count("OBD-1", 1, 0, MIDNIGHT);
        assertThat(only().today().received()).isEqualTo(1);
        assertThat(only().today().missing()).isZero();

        saw("OBD-1", null, MIDNIGHT.plus(Duration.ofDays(1)));
        assertThat(only().today().received()).isZero();
    }

    @Test
    void countsNothingOfWhoWasNotSeen() {
        seen.count("OBD-1", 1, 0, NOON);

        assertThat(seen.all()).isEmpty();
    }

    @Test
    void forgetsTheLongestSilentOnesFirst() {
        IntStream.range(0, 50_000).forEach(i -> saw("OBD-" + i, null, NOON));
        saw("OBD-0", null, NOON);
        seen.count("OBD-1", 1, 0, NOON);

        saw("OBD-50000", null, NOON);

        assertThat(seen.all())
                .hasSize(50_000)
                .extracting(SeenDevices.Seen::device)
                .contains("OBD-0", "OBD-1", "OBD-50000")
                .doesNotContain("OBD-2");
    }

    @Test
    void showsWhatWasAtThatMoment() {
        saw("OBD-1", null, NOON);
        var before = only();

        seen.count("OBD-1", 1, 0, NOON);
        saw("OBD-1", NOON, NOON.plusSeconds(1));

        assertThat(before.today().received()).isZero();
        assertThat(before.clockDriftMillis()).isNull();
    }

    /** Two event loops, the threads of MQTT, HTTP and instruments, and an officer who looks on. */
    @Test
    void losesNoCountAmongManyThreads() {
        int each = 20_000;
        saw("OBD-1", null, NOON);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var done = Stream.of("OBD-1", "OBD-1", "OBD-2")
                    .map(device -> CompletableFuture.runAsync(() -> talk(device, each), threads))
                    .toArray(CompletableFuture<?>[]::new);
            var all = CompletableFuture.allOf(done);
            var looked = CompletableFuture.runAsync(
                    () -> {
                        while (!all.isDone()) {
                            assertThat(seen.all()).allSatisfy(SeenDevicesTests::isWhole);
                        }
                    },
                    threads);
            CompletableFuture.allOf(all, looked).orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            threads.shutdownNow();
        }

        assertThat(seen.all())
                .extracting(device -> device.device() + " " + device.today().received() + " "
                        + device.today().missing())
                .containsExactlyInAnyOrder("OBD-1 " + 2 * each + " " + 2 * each, "OBD-2 " + each + " " + each);
    }

    private void talk(String device, int times) {
        for (int i = 0; i < times; i++) {
            saw(device, NOON.plusMillis(i), NOON);
            seen.count(device, 1, 1, NOON);
        }
    }

    /** Whoever looks sees a count with what is missing beside it, never one of the two. */
    private static void isWhole(SeenDevices.Seen device) {
        assertThat(device.today().missing()).isEqualTo(device.today().received());
    }

    private void saw(String device, @Nullable Instant sentAt, Instant now) {
        seen.saw(device, "410800", Protocol.OBD, Trust.ENROLLED, sentAt, now);
    }

    private SeenDevices.Seen only() {
        assertThat(seen.all()).hasSize(1);
        return seen.all().get(0);
    }
}
