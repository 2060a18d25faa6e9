package io.plumewatch.sim.load;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.CityVehicle;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Terminals that send packets at a common rate, or as fast as they are read. */
final class Telemetry implements AutoCloseable {

    private static final int TICK_MILLIS = 20;

    private final List<ObdTerminal> terminals = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Logs the trucks in and sends.
     *
     * @param perSecond packets of all together; 0 = as fast as they are read
     */
    static Telemetry start(int port, List<CityVehicle> trucks, int perSecond) {
        var telemetry = new Telemetry();
        try {
            for (CityVehicle truck : trucks) {
                telemetry.terminals.add(
                        ObdTerminal.connect(port, truck.vin(), Registrar.iccid(truck), truck.area(), Instant.now(), 1));
            }
        } catch (IOException e) {
            throw new RunFailed("a terminal cannot connect: " + e.getMessage(), e);
        }
        telemetry.begin(() -> telemetry.send(perSecond));
        return telemetry;
    }

    private void begin(Runnable sending) {
        var thread = new Thread(sending, "telemetry");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void send(int perSecond) {
        long start = System.nanoTime();
        int next = 0;
        try {
            while (!stopped.get()) {
                long due = perSecond == 0 ? Long.MAX_VALUE : (System.nanoTime() - start) * perSecond / 1_000_000_000L;
                if (sent.get() >= due) {
                    Pause.millis(TICK_MILLIS);
                    continue;
                }
                terminals.get(next).sendPacket(Instant.now());
                next = (next + 1) % terminals.size();
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            if (!stopped.get()) {
                System.err.println("a terminal lost its connection: " + e.getMessage());
            }
        } catch (RunFailed e) {
            // Stopped while waiting.
        }
    }

    long sent() {
        return sent.get();
    }

    /** Stops sending and hangs up. */
    @Override
    public void close() {
        stopped.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (ObdTerminal terminal : terminals) {
            try {
                terminal.close();
            } catch (IOException e) {
                // The other side was faster.
            }
        }
    }
}
