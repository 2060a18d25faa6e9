package io.plumewatch.sim.driving;

import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Position;
import java.util.SplittableRandom;

/** The way of one truck around its city: bends softly, rises and falls, and turns home before it is too far out. */
final class Road {

    private static final double METRES_PER_DEGREE = 111_320;
    private static final double FARTHEST_METRES = 12_000;
    private static final double BEND = 0.02;
    private static final double TURN_HOME = 0.03;
    private static final double LOSE_FIX = 1 / 900.0;
    private static final int LONGEST_LOSS_SECONDS = 40;
    private static final int NO_FIX = 0x01;

    private final Area area;
    private final SplittableRandom random;
    private final double metresPerDegreeEast;
    private double east;
    private double north;
    private double heading;
    private double travelled;
    private int lostSeconds;
    private Position shown;

    Road(Area area, SplittableRandom random) {
        this.area = area;
        this.random = random;
        this.metresPerDegreeEast = METRES_PER_DEGREE * Math.cos(Math.toRadians(area.latitude()));
        this.east = random.nextDouble(-0.5, 0.5) * FARTHEST_METRES;
        this.north = random.nextDouble(-0.5, 0.5) * FARTHEST_METRES;
        this.heading = random.nextDouble(2 * Math.PI);
        this.travelled = random.nextDouble(100_000);
        this.shown = fix();
    }

    /** Drives on for one second. */
    void drive(double kmh) {
        double metres = kmh / 3.6;
        travelled += metres;
        if (metres > 0) {
            heading += BEND * random.nextDouble(-1, 1);
            if (Math.hypot(east, north) > FARTHEST_METRES) {
                double off = Math.IEEEremainder(Math.atan2(-north, -east) - heading, 2 * Math.PI);
                heading += Math.max(-TURN_HOME, Math.min(TURN_HOME, off));
            }
        }
        east += metres * Math.cos(heading);
        north += metres * Math.sin(heading);
        if (lostSeconds > 0) {
            lostSeconds--;
        } else if (random.nextDouble() < LOSE_FIX) {
            lostSeconds = 1 + random.nextInt(LONGEST_LOSS_SECONDS);
        }
        shown = lostSeconds > 0 ? new Position(NO_FIX, shown.longitude(), shown.latitude()) : fix();
    }

    private Position fix() {
        return new Position(
                0,
                ObdField.LONGITUDE.nearest(area.longitude() + east / metresPerDegreeEast),
                ObdField.LATITUDE.nearest(area.latitude() + north / METRES_PER_DEGREE));
    }

    /** Returns what the receiver shows: without a fix the last valid position, marked. */
    Position position() {
        return shown;
    }

    /** Returns the rise of the road, metres per metre. */
    double grade() {
        return 0.012 * Math.sin(travelled / 900) + 0.008 * Math.sin(travelled / 3_100);
    }

    /** Returns the pressure of the air where the road is, kPa. */
    double airPressureKpa() {
        double metresUp = -11 * Math.cos(travelled / 900) - 25 * Math.cos(travelled / 3_100);
        return 100.5 - metresUp / 85;
    }
}
