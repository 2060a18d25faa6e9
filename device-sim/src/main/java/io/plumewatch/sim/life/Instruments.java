package io.plumewatch.sim.life;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.CityPorts;
import io.plumewatch.sim.city.InstrumentLines;
import io.plumewatch.sim.device.GasBench;
import io.plumewatch.sim.device.LineFault;
import io.plumewatch.sim.device.ModbusStation;
import io.plumewatch.sim.device.Opacimeter;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The instruments of the check point in Jiaozuo, as servers that the gateway polls. A vehicle is tested now and then:
 * its smoke by six free accelerations, then its exhaust with the probe. The line of the weather station is bad.
 */
final class Instruments implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration CYCLE = Duration.ofSeconds(6);
    private static final Duration PROBE_STAYS = Duration.ofSeconds(60);
    /** One after the other, each for one question; between two of them the station is well. */
    private static final List<LineFault> BAD_LINE = List.of(
            LineFault.WRONG_CHECK, LineFault.HALF_ANSWER, LineFault.HANG, LineFault.REFUSAL, LineFault.DISCONNECT);

    private static final int FAULTS_A_TEST = 3;
    private static final long FIRST_MILLIS = 12_000;
    private static final long PERIOD_MILLIS = 90_000;

    private final Opacimeter opacimeter;
    private final GasBench gasBench;
    private final ModbusStation weather;
    private final SplittableRandom random = new SplittableRandom(7);
    private int faults;
    private final Thread thread = new Thread(this::test, "instruments");

    Instruments(CityPorts ports, InstantSource clock) {
        try {
            opacimeter = Opacimeter.start(ports.opacimeter(), InstrumentLines.OPACIMETER_MODEL + "@1", 1, clock);
            gasBench = GasBench.start(ports.gasBench(), InstrumentLines.GAS_BENCH_MODEL + "@1", WARM_UP, 2, clock);
            weather = ModbusStation.start(
                    ports.weather(),
                    ModbusStation.Framing.MODBUS_TCP,
                    InstrumentLines.WEATHER_UNIT,
                    InstrumentLines.WEATHER_MODEL + "@1",
                    3,
                    clock);
        } catch (IOException e) {
            throw new RunFailed("an instrument cannot listen: " + e.getMessage(), e);
        }
        thread.setDaemon(true);
    }

    /** Returns the devices that must be registered. */
    static Stream<Equipment> equipment() {
        return Stream.of(InstrumentLines.OPACIMETER, InstrumentLines.GAS_BENCH, InstrumentLines.WEATHER_STATION)
                .map(deviceNo -> Equipment.of(deviceNo, "INSTRUMENT", Area.JIAOZUO, Map.of()));
    }

    void start() {
        thread.start();
    }

    private void test() {
        try {
            Pause.millis(FIRST_MILLIS);
            while (true) {
                var unused = opacimeter.startTest(0.4 + 2.6 * random.nextDouble(), CYCLE);
                unused = gasBench.startTest(
                        random.nextBoolean() ? GasBench.Exhaust.dirtyDiesel() : GasBench.Exhaust.cleanPetrol(),
                        PROBE_STAYS);
                for (int i = 0; i < FAULTS_A_TEST; i++) {
                    Pause.millis(PERIOD_MILLIS / FAULTS_A_TEST);
                    weather.faults().next(BAD_LINE.get(faults++ % BAD_LINE.size()), 1);
                }
            }
        } catch (RunFailed e) {
            // The city goes to sleep.
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        opacimeter.close();
        gasBench.close();
        weather.close();
    }
}
