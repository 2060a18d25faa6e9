package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.device.ObdPlatform;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.RawSocket;
import io.plumewatch.sim.driving.Truck;
import io.plumewatch.sim.people.Score;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.wire.obd.ObdProfile;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The trucks' terminals, of many profiles: a packet of ten seconds every ten seconds each, spread over the time. A truck
 * drives on whatever becomes of its line. Those of profile P4 speak through one platform.
 */
final class Terminals implements AutoCloseable {

    private static final long PERIOD_MILLIS = 10_000;
    private static final String PLATFORM = "maker-0001";
    /** Good for play only; nobody checks it. */
    private static final String PASSWORD = "platform-password";

    private final int port;
    private final List<ObdTerminal.Plan> own;
    private final List<ObdTerminal.Plan> forwarded;
    private final InstantSource clock;
    private final Score score;
    private final Map<String, ObdTerminal> connected = new HashMap<>();
    private final Map<String, Truck> trucks = new HashMap<>();
    private @Nullable ObdPlatform platform;
    private final Thread thread = new Thread(this::drive, "terminals");
    private int logins;

    Terminals(int port, List<CityVehicle> trucks, InstantSource clock, Score score) {
        this.port = port;
        List<ObdTerminal.Plan> plans = IntStream.range(0, trucks.size())
                .mapToObj(number -> TerminalPlans.of(trucks.get(number), number))
                .toList();
        this.own =
                plans.stream().filter(plan -> plan.profile() != ObdProfile.P4).toList();
        this.forwarded =
                plans.stream().filter(plan -> plan.profile() == ObdProfile.P4).toList();
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
                for (ObdTerminal.Plan plan : own) {
                    report(plan);
                    Pause.millis(PERIOD_MILLIS / (own.size() + 1));
                }
                forward();
                Pause.millis(PERIOD_MILLIS / (own.size() + 1));
            }
        } catch (RunFailed e) {
            connected.values().forEach(Terminals::hangUp);
            hangUp(platform);
        }
    }

    private void forward() {
        try {
            ObdPlatform link = platform;
            if (link == null) {
                RawSocket line = RawSocket.connect(port);
                link = ObdPlatform.logIn(line, PLATFORM, PASSWORD, forwarded, clock.instant(), ++logins);
                platform = link;
            }
            link.forward(clock.instant());
            forwarded.forEach(plan -> score.obdPacket());
        } catch (IOException e) {
            hangUp(platform);
            platform = null;
        }
    }

    private void report(ObdTerminal.Plan plan) {
        ObdTerminal terminal = connected.get(plan.vin());
        try {
            if (terminal == null) {
                terminal = logIn(plan);
                connected.put(plan.vin(), terminal);
            }
            terminal.sendPacket(clock.instant());
            score.obdPacket();
            if (terminal.sendStored(clock.instant())) {
                score.obdPacket();
            }
        } catch (IOException e) {
            connected.remove(plan.vin());
            hangUp(terminal);
        }
    }

    private ObdTerminal logIn(ObdTerminal.Plan plan) throws IOException {
        Truck truck = trucks.computeIfAbsent(plan.vin(), vin -> plan.truck());
        ObdTerminal terminal = ObdTerminal.logIn(RawSocket.connect(port), plan, truck, clock.instant(), ++logins);
        if (plan.chip() != null && plan.profile() == ObdProfile.P3) {
            // The answer says whether the key is the one on file; the city files it, so nothing hangs on it here.
            var unused = terminal.activate(clock.instant());
        }
        return terminal;
    }

    private static void hangUp(@Nullable Closeable line) {
        try {
            if (line != null) {
                line.close();
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
