package io.plumewatch.sim.traffic;

import io.plumewatch.wire.rs.RsPass;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one exhaust gives at one beam: true values of the vehicle's class, and the instrument's noise on top, which may
 * take a reading below zero.
 */
final class PlumeModel {

    /** Assumed: no public record of single opacity readings exists to fit this to. */
    private static final double USUAL_OPACITY_SCALE = 3.5;

    private static final double CLEANEST_SMOKER = 34;
    private static final double DIRTIEST_SMOKER = 78;
    private static final double OPACITY_CEILING = 26;
    /** Share of passes for which the unit has no valid speed. */
    private static final double NO_SPEED_SHARE = 0.19;

    /** The equation that makers reckon %CO2 from the ratio of CO to CO2 by. */
    private static final double CARBON = 42;

    private static final double DRY_BASE = 2.79;
    private static final double CO_WEIGHT = 2;

    private final CityVehicle vehicle;
    private final SplittableRandom random;
    private final double slopeDegrees;

    PlumeModel(CityVehicle vehicle, SplittableRandom random, double slopeDegrees) {
        this.vehicle = vehicle;
        this.random = random;
        this.slopeDegrees = slopeDegrees;
    }

    double smokingOpacity() {
        return rounded(random.nextDouble(CLEANEST_SMOKER, DIRTIEST_SMOKER), 1);
    }

    double usualOpacity() {
        double scale = vehicle.diesel() ? USUAL_OPACITY_SCALE : 0.6;
        return rounded(Math.min(OPACITY_CEILING, Seeds.gamma(random, 2, scale)), 1);
    }

    RsPass.@Nullable Vehicle driving() {
        return random.nextDouble() < NO_SPEED_SHARE ? null : driving(Seeds.gaussian(random), Seeds.gaussian(random));
    }

    /** Driving that no validity check can doubt. */
    RsPass.Vehicle steadyDriving() {
        return driving(0.3 * random.nextDouble(), 0.3 * random.nextDouble());
    }

    private RsPass.Vehicle driving(double speed, double acceleration) {
        double kmh = Math.max(6, 36.3 + 12.5 * speed);
        double mps2 = 0.11 + 0.7 * acceleration;
        double mps = kmh / 3.6;
        double climb = 9.81 * Math.sin(Math.toRadians(slopeDegrees));
        double vsp = mps * (1.1 * mps2 + climb + 0.213) + 0.000305 * mps * mps * mps;
        return new RsPass.Vehicle(rounded(kmh, 1), rounded(mps2, 2), rounded(vsp, 1), vehicle.bodyColor());
    }

    RsPass.Exhaust exhaust(double opacityPercent) {
        if (vehicle.fuel().equals("C")) {
            return new RsPass.Exhaust(null, null, null, null, null, null);
        }
        double no = vehicle.truck()
                ? Seeds.gamma(random, 1.56, 806)
                : vehicle.diesel() ? Seeds.gamma(random, 1.5, 400) : petrolNo();
        double co = vehicle.diesel() ? -0.05 * Math.log(1 - random.nextDouble()) : petrolCo();
        double hc = -60 * Math.log(1 - random.nextDouble());
        double coPercent = rounded(co + Seeds.laplace(random, 0.02), 3);
        return new RsPass.Exhaust(
                opacityPercent,
                (int) (opacityPercent / 20),
                coPercent,
                rounded((CARBON - CO_WEIGHT * coPercent) / DRY_BASE, 2),
                rounded(hc + Seeds.laplace(random, 18), 0),
                rounded(no + Seeds.laplace(random, 32), 0));
    }

    /** A narrow body and a long tail: one distribution does not fit petrol. */
    private double petrolNo() {
        return random.nextDouble() < 0.06
                ? 500 - 750 * Math.log(1 - random.nextDouble())
                : -60 * Math.log(1 - random.nextDouble());
    }

    private double petrolCo() {
        return random.nextDouble() < 0.04 ? 1 - Math.log(1 - random.nextDouble()) : 0.06 * random.nextDouble();
    }

    /** The ratios that the unit reckoned the exhaust from: %CO2 = 42 / (2.79 + 2 CO/CO2). */
    RsPass.Plume plume(RsPass.Exhaust exhaust) {
        Double co2 = exhaust.co2Percent();
        if (co2 == null || exhaust.coPercent() == null || exhaust.hcPpm() == null || exhaust.noPpm() == null) {
            return new RsPass.Plume(null, null, null, null);
        }
        return new RsPass.Plume(
                rounded(6 + 4 * random.nextDouble(), 1),
                rounded(exhaust.coPercent() / co2, 5),
                rounded(exhaust.hcPpm() / co2 / 10_000, 7),
                rounded(exhaust.noPpm() / co2 / 10_000, 7));
    }

    RsPass.Weather weather() {
        return new RsPass.Weather(
                rounded(12 + 3 * Seeds.gaussian(random), 1),
                (double) (35 + random.nextInt(25)),
                rounded(101.2 + 0.2 * Seeds.gaussian(random), 1),
                rounded(0.5 + 2 * random.nextDouble(), 1),
                (double) random.nextInt(360),
                RsPass.Precipitation.NONE);
    }

    static double rounded(double value, int decimals) {
        double factor = Math.pow(10, decimals);
        return Math.round(value * factor) / factor;
    }
}
