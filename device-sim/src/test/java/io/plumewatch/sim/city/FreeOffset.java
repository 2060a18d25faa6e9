package io.plumewatch.sim.city;

import java.util.concurrent.ThreadLocalRandom;

/** A port offset at which nobody listens at this moment, so that tests run beside other cities. */
public final class FreeOffset {

    private FreeOffset() {}

    public static int next() {
        while (true) {
            int offset = 100 * ThreadLocalRandom.current().nextInt(1, 110);
            if (CityPorts.shifted(offset).areFree()) {
                return offset;
            }
        }
    }
}
