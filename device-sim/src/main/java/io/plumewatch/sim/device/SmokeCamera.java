package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsPass;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A black-smoke camera. It sees blackness and nothing else, and reports only what looks black enough: two pictures, a
 * Ringelmann level and where the video lies, as a {@code national/smoke} record.
 *
 * <p>It has no filter to be calibrated with. Once a day it looks at a Ringelmann chart, whose level n is 20 n % black, and
 * reports that as its calibration.
 */
public final class SmokeCamera {

    private static final int LEVELS = 5;
    private static final double PERCENT_PER_LEVEL = 20;

    /** What a good camera reads a level wrong by. */
    private static final double READING_ERROR_PERCENT = 0.8;

    private final NationalUnit unit;
    private final int reportsFrom;

    /**
     * Makes a camera.
     *
     * @param reportsFrom the Ringelmann level from which on it reports a vehicle
     */
    public SmokeCamera(NationalUnit unit, int reportsFrom) {
        this.unit = unit;
        this.reportsFrom = reportsFrom;
    }

    public NationalUnit unit() {
        return unit;
    }

    /** Looks at a vehicle; returns whether it reported it. Blocks while the window is full. */
    public boolean look(MeasuredPass measured) {
        RsPass.Exhaust exhaust = measured.pass().exhaust();
        if (exhaust == null || exhaust.ringelmann() == null || exhaust.ringelmann() < reportsFrom) {
            return false;
        }
        unit.sendSmoke(measured);
        return true;
    }

    /** Looks at its chart. */
    public void calibrate(OffsetDateTime at) {
        unit.line().send(chart(unit.line().deviceNo(), at));
    }

    static RsCalibration chart(String deviceNo, OffsetDateTime at) {
        List<RsCalibration.Opacity> levels = IntStream.rangeClosed(1, LEVELS)
                .mapToObj(level -> new RsCalibration.Opacity(
                        level * PERCENT_PER_LEVEL, level * PERCENT_PER_LEVEL - READING_ERROR_PERCENT))
                .toList();
        return new RsCalibration(
                "CHART-" + deviceNo + "-" + at.toLocalDate(),
                at,
                RsCalibration.Kind.DAILY,
                RsCalibration.Result.PASS,
                List.of(),
                levels,
                null,
                null);
    }
}
