package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import java.time.InstantSource;

/** The traffic on its way past the units: the history as fast as it is taken, then the live afternoon at its pace. */
final class Roads implements AutoCloseable {

    private final Traffic traffic;
    private final Units units;
    private final InstantSource clock;
    private final double speed;
    private final Score score;
    private final Thread thread = new Thread(this::drive, "roads");

    Roads(Traffic traffic, Units units, InstantSource clock, double speed, Score score) {
        this.traffic = traffic;
        this.units = units;
        this.clock = clock;
        this.speed = speed;
        this.score = score;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void drive() {
        try {
            for (int i = 0; i < traffic.historyLength(); i++) {
                send(traffic.history(i));
            }
            var pacer = new Pacer(System.nanoTime(), speed);
            for (int i = 0; i < Scenario.LIVE_PASSES; i++) {
                pacer.await(traffic.liveOffset(i));
                send(traffic.live(i, clock.instant()));
            }
        } catch (RunFailed e) {
            if (!Thread.currentThread().isInterrupted()) {
                System.err.println("the traffic stopped: " + e.getMessage());
            }
        }
    }

    private void send(MeasuredPass pass) {
        units.send(pass);
        if (pass.smoking()) {
            score.exceeded();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
