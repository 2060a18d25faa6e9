package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instrument may be polled, by the registry. It never makes the line wait: the answer of the last look-up that
 * went through stands until the next does, and before the first nothing is polled.
 */
final class Registration {

    private static final Set<String> KINDS = Set.of("INSTRUMENT", "AIR_STATION");

    private final String deviceNo;
    private final Devices devices;
    private final Loop loop;
    private final long againNanos;
    private Verdict verdict = new Verdict(Admission.PENDING, null);
    private boolean lookingUp;
    private long nextNanos;

    Registration(String deviceNo, Devices devices, Loop loop, Duration again) {
        this.deviceNo = deviceNo;
        this.devices = devices;
        this.loop = loop;
        this.againNanos = again.toNanos();
        this.nextNanos = loop.nanos();
    }

    /** What may be done with an instrument. */
    enum Admission {
        /** The registry has not answered yet. */
        PENDING,
        POLLED,
        UNKNOWN,
        WRONG_KIND,
        SUSPENDED
    }

    /**
     * What the registry says.
     *
     * @param device the instrument, as far as it is known
     */
    record Verdict(Admission admission, @Nullable ProjectedDevice device) {}

    /** Returns what the registry says, as far as that is known, and looks it up again when it is time. */
    Verdict now() {
        boolean due = verdict.admission == Admission.POLLED || loop.nanos() - nextNanos >= 0;
        if (due && !lookingUp) {
            nextNanos = loop.nanos() + againNanos;
            lookUp();
        }
        return verdict;
    }

    /** Returns what is known without looking anything up. */
    Verdict known() {
        return verdict;
    }

    private void lookUp() {
        CompletableFuture<Optional<ProjectedDevice>> answer = devices.byNumber(deviceNo);
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            verdict = judge(answer.join());
            return;
        }
        lookingUp = true;
        answer.whenComplete((found, failure) -> loop.execute(() -> {
            lookingUp = false;
            if (failure == null) {
                verdict = judge(found);
            }
        }));
    }

    private static Verdict judge(Optional<ProjectedDevice> found) {
        if (found.isEmpty()) {
            return new Verdict(Admission.UNKNOWN, null);
        }
        ProjectedDevice device = found.get();
        if (!KINDS.contains(device.kind())) {
            return new Verdict(Admission.WRONG_KIND, device);
        }
        return new Verdict(device.active() ? Admission.POLLED : Admission.SUSPENDED, device);
    }
}
