package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.SeenVehicle;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.sighting.Sighting;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A camera above a road (plain HTTP): it reads plates, keeps what it saw until the gateway answers 202, and puts the
 * picture of each vehicle before the sighting that names it. Not thread-safe.
 */
public final class Camera {

    private final String deviceNo;
    private final RsPass.Position position;
    private final String direction;
    private final SightingSender sender;
    private long seen;

    /** Makes a camera that looks in a direction, for example {@code 南向北}. */
    public Camera(
            URI gateway,
            String deviceNo,
            String secret,
            RsPass.Position position,
            String direction,
            SightingForm form,
            SightingFaults faults,
            InstantSource clock) {
        this.deviceNo = deviceNo;
        this.position = position;
        this.direction = direction;
        this.sender = new SightingSender(gateway, deviceNo, secret, form, faults, clock);
    }

    /** A vehicle drives by; its picture is put at once, the sighting waits for {@link #send()}. */
    public void sees(SeenVehicle vehicle) {
        sender.keep(sighting(vehicle.plate(), sender.put(vehicle.sha256(), vehicle.jpeg()) ? vehicle.sha256() : null));
    }

    private Sighting sighting(RsPass.Plate plate, @Nullable String photoSha256) {
        var seenAt = sender.now().truncatedTo(ChronoUnit.MILLIS).atOffset(Traffic.CHINA);
        return new Sighting(
                deviceNo + "-" + seenAt.toInstant().toEpochMilli() + "-" + ++seen,
                seenAt,
                plate,
                position,
                direction,
                null,
                photoSha256);
    }

    /** Sends what waits. */
    public SightingAnswer send() {
        return sender.send();
    }

    /** Returns how many items nobody has confirmed yet. */
    public int waiting() {
        return sender.waiting();
    }
}
