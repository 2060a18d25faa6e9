package io.plumewatch.gateway.http;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes sightings of gates and cameras, many at once. */
@RestController
@RequestMapping("/api/v1/sightings")
class SightingController {

    private static final int MOST_BYTES = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NDJSON = "application/x-ndjson";

    private final ReadingLog log;
    private final RecentlyStored recent;
    private final Quarantine quarantine;
    private final Counters counters;
    private final SeenDevices seen;
    private final InstantSource clock;
    private final SightingJudge judge;
    private final TimeRules times;
    private final DeviceLimits limits;

    SightingController(
            ReadingLog log,
            RecentlyStored recent,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen,
            InstantSource clock,
            SightingJudge judge,
            TimeRules times,
            DeviceLimits limits) {
        this.log = log;
        this.recent = recent;
        this.quarantine = quarantine;
        this.counters = counters;
        this.seen = seen;
        this.clock = clock;
        this.judge = judge;
        this.times = times;
        this.limits = limits;
    }

    /** What came of the items; those that are neither stored nor duplicates are named. */
    record Outcome(int stored, int duplicates, List<Refused> quarantined) {}

    /** Why one item was refused, by its index in the request. */
    record Refused(int index, Reason reason) {}

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, NDJSON})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Outcome post(@RequestAttribute(AccessFilter.DEVICE) ProjectedDevice device, HttpServletRequest request)
            throws IOException, InterruptedException {
        byte[] body = Body.read(request, MOST_BYTES);
        boolean lines = MediaType.valueOf(request.getContentType()).isCompatibleWith(MediaType.valueOf(NDJSON));
        List<byte[]> items = lines ? Items.ofLines(body) : Items.ofArray(body);
        limits.takeSightings(device.deviceNo(), items.size());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CompletableFuture<Void> writable = log.whenWritable(EntryKind.SIGHTING);
        try {
            await(writable, deadline);
        } finally {
            writable.cancel(false);
        }
        return take(device, items, sentAt(request), deadline);
    }

    /** A sender may say in {@code Date} what its clock shows; nothing but the view of devices looks at it. */
    private static @Nullable Instant sentAt(HttpServletRequest request) {
        try {
            long millis = request.getDateHeader(HttpHeaders.DATE);
            return millis < 0 ? null : Instant.ofEpochMilli(millis);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Outcome take(ProjectedDevice device, List<byte[]> items, @Nullable Instant sentAt, long deadline)
            throws InterruptedException {
        Instant receivedAt = clock.instant();
        seen.saw(device.deviceNo(), device.areaCode(), Protocol.SIGHTING, Trust.ENROLLED, sentAt, receivedAt);
        var refused = new ArrayList<Refused>();
        var reasons = new ArrayList<Refusal>();
        var appended = new HashMap<String, String>();
        var confirmations = new ArrayList<CompletableFuture<Void>>();
        int duplicates = 0;
        for (int i = 0; i < items.size(); i++) {
            counters.received(Protocol.SIGHTING);
            SightingJudge.Verdict verdict = judge.judge(device, items.get(i), receivedAt);
            Refusal refusal = verdict.refusal();
            if (refusal != null) {
                if (times.isInDoubt(refusal, receivedAt)) {
                    throw Problem.later(
                            "CLOCK_SET_BACK", "the gateway's clock was set back; repeat the whole request later");
                }
                refused.add(new Refused(i, refusal.reason()));
                reasons.add(refusal);
                continue;
            }
            LogEntry entry = Objects.requireNonNull(verdict.entry());
            if (isKnown(entry, verdict.contentHash(), appended)) {
                duplicates++;
            } else {
                confirmations.add(log.append(entry, verdict.plateNumber()));
            }
        }
        await(CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new)), deadline);
        appended.forEach(recent::stored);
        keep(device, items, refused, reasons, receivedAt, deadline);
        // Not before: a request that the log did not confirm comes again, and none of it may count twice.
        seen.count(device.deviceNo(), confirmations.size(), refused.size(), receivedAt);
        return new Outcome(confirmations.size(), duplicates, refused);
    }

    /** What is told to be quarantined must be kept: the sender forgets it then. */
    private void keep(
            ProjectedDevice device,
            List<byte[]> items,
            List<Refused> refused,
            List<Refusal> reasons,
            Instant receivedAt,
            long deadline)
            throws InterruptedException {
        var kept = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < refused.size(); i++) {
            byte[] item = items.get(refused.get(i).index());
            kept.add(quarantine.whole(Protocol.SIGHTING, device, reasons.get(i), item, receivedAt));
        }
        await(CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)), deadline);
        if (!kept.stream().allMatch(CompletableFuture::join)) {
            throw Problem.later(
                    "QUARANTINE_UNAVAILABLE",
                    "what is refused cannot be kept just now; repeat the whole request, nothing is counted twice");
        }
    }

    private boolean isKnown(LogEntry entry, String contentHash, Map<String, String> appended) {
        String key = entry.kind() + "/" + entry.key();
        if (recent.has(key, contentHash) || contentHash.equals(appended.get(key))) {
            return true;
        }
        appended.put(key, contentHash);
        return false;
    }

    private static void await(CompletableFuture<Void> stored, long deadline) throws InterruptedException {
        try {
            stored.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.later(
                    "LOG_UNAVAILABLE",
                    "the log did not confirm within 2 s; repeat the whole request, nothing is counted twice");
        }
    }
}
