package io.plumewatch.gateway.http;

import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes photos of gates and cameras, one at a time. */
@RestController
class PhotoController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PhotoIntake photos;
    private final Quarantine quarantine;
    private final SeenDevices seen;
    private final InstantSource clock;
    private final DeviceLimits limits;

    PhotoController(
            PhotoIntake photos, Quarantine quarantine, SeenDevices seen, InstantSource clock, DeviceLimits limits) {
        this.photos = photos;
        this.quarantine = quarantine;
        this.seen = seen;
        this.clock = clock;
        this.limits = limits;
    }

    @PutMapping("/api/v1/photos/{sha256}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(
            @RequestAttribute(AccessFilter.DEVICE) ProjectedDevice device,
            @PathVariable String sha256,
            HttpServletRequest request)
            throws IOException, InterruptedException {
        byte[] jpeg = Body.read(request, PhotoIntake.MOST_BYTES);
        limits.takePhoto(device.deviceNo());
        Instant receivedAt = clock.instant();
        Optional<Refusal> refusal = PhotoIntake.refusal(sha256, jpeg);
        if (refusal.isPresent()) {
            var unused = quarantine.whole(Protocol.SIGHTING, device, refusal.get(), jpeg, receivedAt);
            Reason reason = refusal.get().reason();
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    reason.name(),
                    "expected " + refusal.get().expected());
        }
        seen.saw(device.deviceNo(), device.areaCode(), Protocol.SIGHTING, Trust.ENROLLED, null, receivedAt);
        try {
            photos.store(device.deviceNo(), sha256, jpeg, receivedAt).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.later("STORE_UNAVAILABLE", "the photo is not stored yet; send it again");
        }
    }
}
