package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import java.util.List;

/**
 * A device and the verifications that it has had.
 *
 * @param verifications by first day, oldest first
 */
public record VerifiedDevice(Device device, List<Verification> verifications) {

    public VerifiedDevice {
        verifications = List.copyOf(verifications);
    }

    /** Returns it with the verification that decides about a day, see {@link Device#on}. */
    public Device on(LocalDate day) {
        return device.on(day, verifications);
    }
}
