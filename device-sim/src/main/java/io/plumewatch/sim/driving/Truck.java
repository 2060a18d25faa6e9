package io.plumewatch.sim.driving;

import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Position;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One truck on its way, second by second. What it shows is determined by its seed. Not thread-safe. */
public final class Truck {

    private static final int WARM_AFTER_SECONDS = 900;
    private static final double SENSOR_DROPS_OUT = 1 / 1_200.0;
    private static final int LONGEST_DROP_OUT_SECONDS = 20;
    private static final double ONE_VALUE_MISSING = 1 / 1_500.0;

    /** The sensor itself says that it is broken. */
    private static final long SENSOR_ERROR = 0xFE00;

    private final Powertrain powertrain;
    private final SplittableRandom random;
    private final Speeds speeds;
    private final Road road;
    private final Engine engine;
    private final Tank fuel;
    private final Tank reagent;
    private final Motor motor;
    private final double firstMileageKm;
    private double mileageKm;
    private double kmh;
    private double changeKmh;
    private int dropOutSeconds;
    private boolean broken;

    private Truck(Powertrain powertrain, Area area, long seed) {
        this.powertrain = powertrain;
        this.random = new SplittableRandom(seed);
        var style = random.nextInt(3) == 0 ? Speeds.Style.MOTORWAY : Speeds.Style.CITY;
        this.speeds = new Speeds(style, random.split());
        this.road = new Road(area, random.split());
        this.engine = new Engine(random.split());
        this.fuel = new Tank(600, random.nextDouble(25, 95));
        this.reagent = new Tank(50, random.nextDouble(30, 95));
        this.motor = new Motor(random.nextDouble(45, 75));
        this.firstMileageKm = random.nextDouble(20_000, 400_000);
        this.mileageKm = firstMileageKm;
    }

    /** Returns a truck that starts cold in the middle of its city. */
    public static Truck cold(Powertrain powertrain, Area area, long seed) {
        return new Truck(powertrain, area, seed);
    }

    /** Returns a truck that has been driving for a quarter of an hour. */
    public static Truck warm(Powertrain powertrain, Area area, long seed) {
        var truck = cold(powertrain, area, seed);
        for (int i = 0; i < WARM_AFTER_SECONDS; i++) {
            truck.drive();
        }
        return truck;
    }

    /** Drives on, and returns what was read on the way. */
    public List<EngineSecond> seconds(int count) {
        return IntStream.range(0, count).mapToObj(i -> second()).toList();
    }

    /** Returns where the truck is by its receiver. */
    public Position position() {
        return road.position();
    }

    /** Returns what the odometer shows. */
    public double mileageKm() {
        return mileageKm;
    }

    private EngineSecond second() {
        drive();
        return switch (powertrain) {
            case DIESEL -> new EngineSecond(List.of(engineStream()));
            case DIESEL_WITH_SUPPLEMENT -> new EngineSecond(List.of(engineStream(), supplement()));
            case GAS -> new EngineSecond(List.of(catalystStream(BlockType.CATALYST_STREAM)));
            case GAS_WITH_NOX_SENSOR -> new EngineSecond(List.of(catalystStream(BlockType.CATALYST_NOX_STREAM)));
            case HYBRID -> new EngineSecond(List.of(engineStream(), motor.block()));
        };
    }

    private void drive() {
        double before = kmh;
        kmh = speeds.next();
        changeKmh = kmh - before;
        road.drive(kmh);
        engine.run(kmh, road.grade());
        motor.run(kmh, changeKmh);
        mileageKm += kmh / 3_600;
        fuel.use(engine.fuelLitrePerHour() / 3_600, kmh == 0);
        reagent.use(engine.reagentMlPerHour() / 3_600_000, kmh == 0);
        if (dropOutSeconds > 0) {
            dropOutSeconds--;
        } else if (random.nextDouble() < SENSOR_DROPS_OUT) {
            dropOutSeconds = 1 + random.nextInt(LONGEST_DROP_OUT_SECONDS);
            broken = random.nextInt(4) == 0;
        }
    }

    private Measurements.Builder common(BlockType type) {
        return Measurements.of(type)
                .set(ObdField.SPEED, kmh)
                .set(ObdField.BAROMETRIC_PRESSURE, road.airPressureKpa())
                .set(ObdField.NET_TORQUE, engine.torquePercent())
                .set(ObdField.FRICTION_TORQUE, engine.frictionPercent())
                .set(ObdField.ENGINE_SPEED, engine.rpm())
                .set(ObdField.FUEL_FLOW, engine.fuelLitrePerHour())
                .set(ObdField.INTAKE_AIR, engine.airKgPerHour())
                .set(ObdField.COOLANT, engine.coolantC())
                .set(road.position())
                .set(ObdField.MILEAGE, mileageKm);
    }

    private Measurements engineStream() {
        var stream = common(BlockType.ENGINE_STREAM)
                .set(ObdField.SCR_INLET, engine.inletC())
                .set(ObdField.SCR_OUTLET, engine.outletC())
                .set(ObdField.DPF_PRESSURE, 0.3 + engine.airKgPerHour() / 450);
        if (random.nextDouble() >= ONE_VALUE_MISSING) {
            stream.set(ObdField.FUEL_TANK, fuel.percent());
        }
        if (random.nextDouble() >= ONE_VALUE_MISSING) {
            stream.set(ObdField.REAGENT, reagent.percent());
        }
        if (engine.sensorsReady()) {
            stream.set(ObdField.NOX_UPSTREAM, engine.noxUpstreamPpm());
            nox(stream, engine.noxDownstreamPpm());
        }
        return stream.build();
    }

    /** A sensor that drops out shows nothing; a broken one says so. */
    private void nox(Measurements.Builder stream, double ppm) {
        if (dropOutSeconds == 0) {
            stream.set(ObdField.NOX_DOWNSTREAM, ppm);
        } else if (broken) {
            stream.set(ObdField.NOX_DOWNSTREAM, ObdField.NOX_DOWNSTREAM.reading(SENSOR_ERROR));
        }
    }

    private Measurements catalystStream(BlockType type) {
        boolean noFuel = engine.fuelLitrePerHour() == 0;
        var stream = common(type)
                .set(ObdField.UPSTREAM_OXYGEN, noFuel ? 1.95 : 1 + random.nextDouble(-0.03, 0.03))
                .set(ObdField.DOWNSTREAM_OXYGEN, noFuel ? 0.05 : random.nextDouble(0.58, 0.72))
                .set(ObdField.CATALYST, 1.4 * engine.inletC() + 120);
        if (type.has(ObdField.NOX_DOWNSTREAM) && engine.sensorsReady()) {
            nox(stream, Math.max(0, 8 + 20 * engine.load() + random.nextDouble(-6, 6)));
        }
        return stream.build();
    }

    private Measurements supplement() {
        boolean pulling = engine.fuelLitrePerHour() > 0 && kmh > 0;
        return Measurements.of(BlockType.SUPPLEMENT)
                .set(ObdField.TORQUE_MODE, pulling ? 2 : 9)
                .set(ObdField.ACCELERATOR, pulling ? 100 * engine.load() : 0)
                .set(ObdField.TOTAL_FUEL, firstMileageKm * 0.33 + fuel.usedLitres())
                .set(ObdField.REAGENT_TANK, Math.min(45, 15 + engine.coolantC() / 4))
                .set(ObdField.REAGENT_INJECTION, engine.reagentMlPerHour())
                .set(ObdField.TOTAL_REAGENT, firstMileageKm * 14 + reagent.usedLitres() * 1_090)
                .set(ObdField.DPF_TEMPERATURE, engine.inletC() + 18)
                .build();
    }
}
