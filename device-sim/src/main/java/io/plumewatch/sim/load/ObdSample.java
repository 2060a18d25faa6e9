package io.plumewatch.sim.load;

import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.traffic.CityVehicle;
import java.time.Instant;
import java.util.SplittableRandom;

/** One packet of ten seconds, for its size. */
final class ObdSample {

    private ObdSample() {}

    static byte[] packet(CityVehicle truck) {
        return ObdTerminal.packet(truck.vin(), truck.area(), Instant.now(), 1, new SplittableRandom(1));
    }
}
