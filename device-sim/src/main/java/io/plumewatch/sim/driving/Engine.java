package io.plumewatch.sim.driving;

import java.util.SplittableRandom;

/** The engine of one truck and what is behind it: what a second at some speed asks of it, and how warm that leaves it. */
final class Engine {

    private static final double STANDARD_GRAVITY = 9.81;
    private static final double ROLLING = 0.007;
    private static final double DRAG_KG_PER_METRE = 3.6;
    private static final double DRIVELINE = 0.9;
    private static final double AUXILIARY_KW = 5;
    private static final double IDLE_RPM = 650;
    private static final double LOWEST_RPM = 1_000;
    private static final double HIGHEST_RPM = 1_700;
    private static final double IDLE_GRAM_PER_SECOND = 0.45;
    private static final double GRAM_PER_KW_SECOND = 0.0556;
    private static final double DIESEL_GRAM_PER_LITRE = 835;
    private static final double AMBIENT_C = 15;
    private static final double SENSOR_READY_C = 120;

    /** Speed at 1,000 rpm, km/h, from gear to gear. */
    private static final double[] GEARS = {5, 6.5, 8.5, 11, 14.5, 19, 25, 32, 41, 52, 63, 75};

    private final SplittableRandom random;
    private final double massKg;
    private final double ratedKw;
    private final double referenceNm;
    private int gear;
    private double lastKmh;
    private double load;
    private double rpm = IDLE_RPM;
    private double torquePercent;
    private double fuelGramPerSecond;
    private double rawNoxPpm = 350;
    private double inletC = AMBIENT_C;
    private double outletC = AMBIENT_C;
    private double coolantC = AMBIENT_C;

    Engine(SplittableRandom random) {
        this.random = random;
        this.massKg = random.nextDouble(14_000, 40_000);
        this.ratedKw = 230 + massKg / 300;
        this.referenceNm = ratedKw * 6.6;
    }

    /** Lives through one second. */
    void run(double kmh, double grade) {
        double power = Math.min(ratedKw, demandKw(kmh, grade));
        lastKmh = kmh;
        load = Math.max(0, power) / ratedKw;
        shift(kmh);
        rpm = kmh < 3 ? IDLE_RPM + random.nextDouble(-4, 4) : Math.max(IDLE_RPM, 1_000 * kmh / GEARS[gear]);
        torquePercent = Math.max(0, Math.min(100, power * 9_549 / rpm / referenceNm * 100));
        boolean pushed = power < 0 && kmh > 15;
        fuelGramPerSecond = pushed ? 0 : IDLE_GRAM_PER_SECOND + GRAM_PER_KW_SECOND * Math.max(0, power);
        rawNoxPpm += (310 + 600 * Math.pow(load, 0.8) - rawNoxPpm) / 2 + random.nextDouble(-15, 15);
        inletC += (185 + 250 * load - inletC) / 60;
        outletC += (inletC - 12 - outletC) / 90;
        coolantC += (88 + 4 * load - coolantC) / 180;
    }

    private double demandKw(double kmh, double grade) {
        double metresPerSecond = kmh / 3.6;
        double acceleration = (kmh - lastKmh) / 3.6;
        double newton = kmh == 0
                ? 0
                : massKg * (acceleration + STANDARD_GRAVITY * (ROLLING + grade))
                        + DRAG_KG_PER_METRE * metresPerSecond * metresPerSecond;
        double wheelsKw = newton * metresPerSecond / 1_000;
        return (wheelsKw > 0 ? wheelsKw / DRIVELINE : wheelsKw) + AUXILIARY_KW;
    }

    /** Stays in a gear while the engine turns as it likes. */
    private void shift(double kmh) {
        double highest = HIGHEST_RPM + 300 * load;
        while (gear < GEARS.length - 1 && 1_000 * kmh / GEARS[gear] > highest) {
            gear++;
        }
        while (gear > 0 && 1_000 * kmh / GEARS[gear] < LOWEST_RPM) {
            gear--;
        }
    }

    double load() {
        return load;
    }

    double rpm() {
        return rpm;
    }

    double torquePercent() {
        return torquePercent;
    }

    double frictionPercent() {
        return 10 + 4 * Math.min(1, (rpm - IDLE_RPM) / 1_400);
    }

    double fuelLitrePerHour() {
        return fuelGramPerSecond * 3_600 / DIESEL_GRAM_PER_LITRE;
    }

    double airKgPerHour() {
        return 0.32 * rpm * (1 + 1.3 * load);
    }

    double noxUpstreamPpm() {
        return Math.max(0, rawNoxPpm);
    }

    /** Returns what the sensor behind the catalyst shows: a little below zero when the catalyst works. */
    double noxDownstreamPpm() {
        double working = Math.max(0.05, Math.min(0.99, (inletC - 170) / 40));
        return Math.max(-10.5, rawNoxPpm * (1 - working) - 5 + random.nextDouble(-4, 4));
    }

    /** Returns whether the NOx sensors are warm and dry enough to show anything. */
    boolean sensorsReady() {
        return inletC > SENSOR_READY_C;
    }

    /** Returns how much reagent is injected, millilitres per hour: only into a warm catalyst. */
    double reagentMlPerHour() {
        return inletC > 180 ? fuelLitrePerHour() * 45 : 0;
    }

    double inletC() {
        return inletC;
    }

    double outletC() {
        return outletC;
    }

    double coolantC() {
        return coolantC;
    }
}
