package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.SeenVehicle;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.sighting.Sighting;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/**
 * The gate of a company's yard (plain HTTP): it notes who comes in and goes out and with what. A vehicle that is in goes
 * out next. Not thread-safe.
 */
public final class Gate {

    private static final String[] GOODS = {"砂石", "煤炭", "钢材", "空车"};

    private final String deviceNo;
    private final String companyId;
    private final SightingSender sender;
    private final Set<String> inside = new HashSet<>();
    private long seen;

    /** Makes a gate of a company. */
    public Gate(
            URI gateway,
            String deviceNo,
            String secret,
            String companyId,
            SightingForm form,
            SightingFaults faults,
            InstantSource clock) {
        this.deviceNo = deviceNo;
        this.companyId = companyId;
        this.sender = new SightingSender(gateway, deviceNo, secret, form, faults, clock);
    }

    /** A vehicle passes the gate; the sighting waits for {@link #send()}. */
    public void passes(SeenVehicle vehicle) {
        String truth = vehicle.truth().plateNumber();
        boolean out = inside.remove(truth);
        if (!out) {
            inside.add(truth);
        }
        var seenAt = sender.now().truncatedTo(ChronoUnit.MILLIS).atOffset(Traffic.CHINA);
        var passage = new Sighting.Gate(
                companyId,
                out ? Sighting.Movement.OUT : Sighting.Movement.IN,
                GOODS[sender.random().nextInt(GOODS.length)]);
        sender.keep(new Sighting(
                deviceNo + "-" + seenAt.toInstant().toEpochMilli() + "-" + ++seen,
                seenAt,
                vehicle.plate(),
                null,
                null,
                passage,
                null));
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
