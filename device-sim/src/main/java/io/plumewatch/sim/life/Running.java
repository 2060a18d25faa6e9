package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import org.jspecify.annotations.Nullable;

/** The city and who lives in it, so that one shutdown hook can end both in order, whenever it comes. */
final class Running {

    private final City city;
    private @Nullable Life life;
    private boolean stopped;

    Running(City city) {
        this.city = city;
    }

    Life enliven() {
        Life started = Life.start(city);
        synchronized (this) {
            life = started;
            if (!stopped) {
                return started;
            }
        }
        started.close();
        throw new RunFailed("stopped while starting");
    }

    void stop() {
        Life living;
        synchronized (this) {
            stopped = true;
            living = life;
        }
        if (living != null) {
            living.close();
        }
        city.close();
    }
}
