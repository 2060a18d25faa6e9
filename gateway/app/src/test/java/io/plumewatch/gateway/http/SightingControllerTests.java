package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.Rejected;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** What one request with several items leaves behind, with a log that may be away between two of them. */
class SightingControllerTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:15:10Z");
    private static final String GOOD =
            "{\"sightingId\":\"s-1\",\"seenAt\":\"2026-11-22T08:15:02+08:00\",\"plate\":{\"number\":\"豫H12345\"}}";
    private static final String BAD = "{\"sightingId\":\"s-2\"}";

    private final FakeLog log = new FakeLog();
    private boolean quarantineKeeps = true;
    private boolean clockSetBack;
    private final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    private final SeenDevices seen = new SeenDevices();
    private final ProjectedDevice gate =
            new ProjectedDevice("GATE-1", "GATE", "410800", true, "s", "site-1", null, null);
    private final SightingController controller = controller();

    private SightingController controller() {
        var counters = new Counters(new SimpleMeterRegistry());
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> {
            if (!quarantineKeeps) {
                return CompletableFuture.completedFuture(false);
            }
            rejected.add(entry);
            return CompletableFuture.completedFuture(true);
        });
        // Away between the question whether it can be written to and the first item.
        var flaky = new ReadingLog() {
            @Override
            public CompletableFuture<Void> append(LogEntry entry, String partitionKey) {
                return log.append(entry, partitionKey);
            }

            @Override
            public boolean writable(EntryKind kind) {
                return true;
            }

            @Override
            public CompletableFuture<Void> whenWritable(EntryKind kind) {
                return CompletableFuture.completedFuture(null);
            }
        };
        return new SightingController(
                flaky,
                new RecentlyStored(() -> "epoch"),
                quarantine,
                counters,
                seen,
                InstantSource.fixed(NOW),
                new SightingJudge("gateway-1"),
                new TimeRules((measured, received) -> false, shown -> clockSetBack),
                new DeviceLimits(new DeviceSettings(4, 12, 100, 2_000, 10, 100, Duration.ofMinutes(1)), counters));
    }

    @Test
    void countsWhatTheLogHasAndMissesWhatItRefused() throws Exception {
        controller.post(gate, request("[" + GOOD + "," + BAD + "," + GOOD + "]"));

        assertThat(today().received()).isEqualTo(1);
        assertThat(today().missing()).isEqualTo(1);
        assertThat(rejected).hasSize(1);
    }

    @Test
    void leavesNothingBehindOfARequestThatItAsksToRepeat() throws Exception {
        log.goAway();
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> controller.post(gate, request("[" + BAD + "," + GOOD + "]")));
        assertThat(today().received()).isZero();
        assertThat(rejected).isEmpty();

        log.comeBack();
        controller.post(gate, request("[" + BAD + "," + GOOD + "]"));
        assertThat(today().received()).isEqualTo(1);
        assertThat(rejected).hasSize(1);
    }

    @Test
    void tellsNothingToBeQuarantinedThatNobodyKeeps() throws Exception {
        quarantineKeeps = false;
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> controller.post(gate, request("[" + BAD + "," + GOOD + "]")));
        assertThat(seen.all()).allMatch(device -> device.today().received() == 0);

        quarantineKeeps = true;
        SightingController.Outcome outcome = controller.post(gate, request("[" + BAD + "," + GOOD + "]"));
        assertThat(outcome.quarantined()).hasSize(1);
        assertThat(outcome.duplicates()).isEqualTo(1);
    }

    @Test
    void asksToRepeatWhileItsOwnClockMayBeWrong() throws Exception {
        clockSetBack = true;
        String ahead = GOOD.replace("08:15:02", "08:25:10");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> controller.post(gate, request("[" + ahead + "]")));
        assertThat(rejected).isEmpty();

        clockSetBack = false;
        assertThat(controller.post(gate, request("[" + ahead + "]")).quarantined())
                .extracting(SightingController.Refused::reason)
                .containsExactly(Reason.CLOCK_AHEAD);
    }

    private SeenDevices.Tally today() {
        return seen.all().get(0).today();
    }

    private static MockHttpServletRequest request(String body) {
        var request = new MockHttpServletRequest("POST", "/api/v1/sightings");
        request.setContentType("application/json");
        request.setContent(body.getBytes(UTF_8));
        return request;
    }
}
