package io.plumewatch.sim.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Position;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the engine of a warm truck with a working catalyst shows: hardly any NOx, sometimes a little below zero. */
final class EngineSeconds {

    private EngineSeconds() {}

    /** Returns the given number of seconds in a row. */
    static List<Measurements> of(Area area, int seconds, SplittableRandom random) {
        double speed = Math.max(0, 45 + 15 * random.nextDouble(-1, 1));
        return IntStream.range(0, seconds)
                .mapToObj(i -> second(area, speed + random.nextDouble(-2, 2), random))
                .toList();
    }

    private static Measurements second(Area area, double speedKmh, SplittableRandom random) {
        double load = random.nextDouble();
        return Measurements.of(BlockType.ENGINE_STREAM)
                .set(ObdField.SPEED, Math.max(0, speedKmh))
                .set(ObdField.BAROMETRIC_PRESSURE, 100.5)
                .set(ObdField.NET_TORQUE, Math.round(10 + 40 * load))
                .set(ObdField.FRICTION_TORQUE, 12)
                .set(ObdField.ENGINE_SPEED, 1_150 + 600 * load)
                .set(ObdField.FUEL_FLOW, 2 + 13 * load)
                .set(ObdField.NOX_UPSTREAM, 310 + 300 * load)
                .set(ObdField.NOX_DOWNSTREAM, -5 + 12 * random.nextDouble())
                .set(ObdField.REAGENT, 60)
                .set(ObdField.INTAKE_AIR, 180 + 300 * load)
                .set(ObdField.SCR_INLET, 243 + 9 * load)
                .set(ObdField.SCR_OUTLET, 207 + 16 * load)
                .set(ObdField.DPF_PRESSURE, 1.1 + 0.8 * load)
                .set(ObdField.COOLANT, 90)
                .set(ObdField.FUEL_TANK, 55.2)
                .set(Position.at(area.longitude() + 0.05 * load, area.latitude() + 0.05 * load))
                .set(ObdField.MILEAGE, 183_000.5)
                .build();
    }

    /** Returns what the control unit says after the start: no faults, all tests done. */
    static Diagnostics healthy(String vin) {
        return new Diagnostics(
                1,
                0,
                0xDEA0,
                0,
                Octets.of(vin.getBytes(US_ASCII)),
                Octets.of("SIMCAL001000000000".getBytes(US_ASCII)),
                Octets.of("A1B2C3D40000000000".getBytes(US_ASCII)),
                Octets.of(new byte[36]),
                0,
                List.of());
    }
}
