package io.plumewatch.gateway.http;

import io.plumewatch.doors.Permits;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import org.springframework.stereotype.Component;

/** Keeps one device, or all of them, from taking what others need. What is refused here has left nothing behind. */
@Component
final class DeviceLimits {

    private final Permits underWay;
    private final DeviceRate sightings;
    private final DeviceRate photos;
    private final Counters counters;

    DeviceLimits(DeviceSettings settings, Counters counters) {
        long now = System.nanoTime();
        this.underWay = new Permits(settings.requests(), settings.allRequests());
        this.sightings = new DeviceRate(settings.sightings(), settings.allSightings(), settings.burst(), now);
        this.photos = new DeviceRate(settings.photos(), settings.allPhotos(), settings.burst(), now);
        this.counters = counters;
    }

    /** Lets a request of a device in, before its body is read; it then has to {@link #leave}. */
    void enter(String device) {
        if (!underWay.enter(device)) {
            throw refused("too many requests are under way; send this one again when one of yours is answered", 1);
        }
    }

    void leave(String device) {
        underWay.leave(device);
    }

    void takeSightings(String device, int items) {
        take(sightings, device, items);
    }

    void takePhoto(String device) {
        take(photos, device, 1);
    }

    private void take(DeviceRate rate, String device, int some) {
        int seconds = rate.take(device, some, System.nanoTime());
        if (seconds > 0) {
            throw refused("too much came lately; nothing of this was taken, send the whole request again", seconds);
        }
    }

    private Problem refused(String detail, int seconds) {
        counters.event(Protocol.SIGHTING, "rate_limited");
        return Problem.tooMany(detail, seconds);
    }
}
