package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.RawSocket;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.wire.obd.ObdProfile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trucks' terminals, of many profiles: a packet of ten seconds every ten seconds each, spread over the time. */
final class Terminals implements AutoCloseable {

    private static final long PERIOD_MILLIS = 10_000;

    private final int port;
    private final List<CityVehicle> trucks;
    private final InstantSource clock;
    private final Score score;
    private final Map<String, ObdTerminal> connected = new HashMap<>();
    private final Thread thread = new Thread(this::drive, "terminals");
    private int logins;

    Terminals(int port, List<CityVehicle> trucks, InstantSource clock, Score score) {
        this.port = port;
        this.trucks = trucks;
        this.clock = clock;
        this.score = score;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void drive() {
        try {
            while (true) {
                for (int number = 0; number < trucks.size(); number++) {
                    report(trucks.get(number), number);
                    Pause.millis(PERIOD_MILLIS / trucks.size());
                }
            }
        } catch (RunFailed e) {
            connected.values().forEach(Terminals::hangUp);
        }
    }

    private void report(CityVehicle truck, int number) {
        ObdTerminal terminal = connected.get(truck.vin());
        try {
            if (terminal == null) {
                terminal = logIn(TerminalPlans.of(truck, number));
                connected.put(truck.vin(), terminal);
            }
            terminal.sendPacket(clock.instant());
            score.obdPacket();
            if (terminal.sendStored(clock.instant())) {
                score.obdPacket();
            }
        } catch (IOException e) {
            connected.remove(truck.vin());
            hangUp(terminal);
        }
    }

    private ObdTerminal logIn(ObdTerminal.Plan plan) throws IOException {
        ObdTerminal terminal = ObdTerminal.logIn(RawSocket.connect(port), plan, clock.instant(), ++logins);
        if (plan.chip() != null && plan.profile() == ObdProfile.P3) {
            // The answer says whether the key is the one on file; the city files it, so nothing hangs on it here.
            var unused = terminal.activate(clock.instant());
        }
        return terminal;
    }

    private static void hangUp(@Nullable ObdTerminal terminal) {
        try {
            if (terminal != null) {
                terminal.close();
            }
        } catch (IOException e) {
            // It was gone already.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
