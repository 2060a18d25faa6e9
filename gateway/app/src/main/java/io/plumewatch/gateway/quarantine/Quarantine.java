package io.plumewatch.gateway.quarantine;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes what cannot be used: counts all of it, keeps as much as the bounds allow. */
public final class Quarantine {

    /** The most that is kept of one input of an authenticated device. */
    public static final int WHOLE = 1 << 20;

    /** The most that is kept of one input of anybody else. */
    public static final int SAMPLE = 512;

    private final Counters counters;
    private final SampleBudget budget;
    private final Store store;

    public Quarantine(Counters counters, SampleBudget budget, Store store) {
        this.counters = counters;
        this.budget = budget;
        this.store = store;
    }

    /**
     * Keeps the bytes of an authenticated device. The answer is true when they are stored, false when they cannot be and
     * that has been counted; it never fails.
     */
    public CompletableFuture<Boolean> whole(
            Protocol protocol, ProjectedDevice device, Refusal refusal, byte[] bytes, Instant receivedAt) {
        counters.refused(protocol, refusal.reason());
        return store.add(new Rejected(
                receivedAt,
                protocol,
                device.deviceNo(),
                device.deviceNo(),
                device.areaCode(),
                refusal,
                bytes.length,
                head(bytes, WHOLE)));
    }

    /**
     * Keeps a sample of somebody who is not authenticated, while the budget lasts.
     *
     * @param source where it came from, without what changes from connection to connection
     * @param device the device number or VIN that it claims, if any
     * @param size how many bytes came in, of which {@code bytes} may be only the first
     */
    public void sample(
            Protocol protocol,
            String source,
            @Nullable String device,
            Refusal refusal,
            byte[] bytes,
            int size,
            Instant receivedAt) {
        counters.refused(protocol, refusal.reason());
        if (budget.spend(source, refusal.reason(), receivedAt)) {
            var unused = store.add(
                    new Rejected(receivedAt, protocol, source, device, null, refusal, size, head(bytes, SAMPLE)));
        } else {
            counters.fellOff(1);
        }
    }

    private static byte[] head(byte[] bytes, int most) {
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    /** Where entries are kept. */
    public interface Store {
        /** True when the entry is stored, false when it is dropped and counted; never fails and never blocks. */
        CompletableFuture<Boolean> add(Rejected rejected);
    }
}
