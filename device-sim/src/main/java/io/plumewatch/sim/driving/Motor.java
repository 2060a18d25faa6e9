package io.plumewatch.sim.driving;

import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdField;

/** The electric motor of a hybrid: helps to accelerate, brakes into the battery, and lets the engine cruise. */
final class Motor {

    private static final double BATTERY_AMPERE_SECONDS = 60 * 3_600;
    private static final double MOST_AMPERE = 250;

    private double chargePercent;
    private double kmh;
    private double ampere;

    Motor(double chargePercent) {
        this.chargePercent = chargePercent;
    }

    void run(double nowKmh, double changeKmh) {
        kmh = nowKmh;
        // A discharged battery is charged slowly by the engine, a full one takes nothing.
        double wanted = nowKmh == 0 ? 2 : 70 * changeKmh + (chargePercent < 50 ? -15 : 0);
        boolean impossible = wanted < 0 && chargePercent > 85 || wanted > 0 && chargePercent < 30;
        ampere = impossible ? 0 : Math.max(-MOST_AMPERE, Math.min(MOST_AMPERE, wanted));
        chargePercent = Math.max(0, Math.min(100, chargePercent - ampere / BATTERY_AMPERE_SECONDS * 100));
    }

    Measurements block() {
        return Measurements.of(BlockType.HYBRID)
                .set(ObdField.MOTOR_SPEED, kmh * 60)
                .set(ObdField.MOTOR_LOAD, Math.abs(ampere) / MOST_AMPERE * 100)
                .set(ObdField.BATTERY_VOLTAGE, 560 + 0.8 * chargePercent - ampere / 20)
                .set(ObdField.BATTERY_CURRENT, ampere)
                .set(ObdField.STATE_OF_CHARGE, chargePercent)
                .build();
    }
}
