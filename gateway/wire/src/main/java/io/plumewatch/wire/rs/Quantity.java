package io.plumewatch.wire.rs;

import io.plumewatch.wire.json.Range;

/**
 * What a remote-sensing unit may report at all. A value outside is a defect of the unit and refused; a value inside
 * may still be invalid as a measurement, which the assessment decides.
 */
public enum Quantity {
    /** Noise of a clean plume goes a little below zero; more light lost than there is cannot be. */
    OPACITY(-5, 100, "%"),
    /** Levels of the Ringelmann chart, 20 % blackness each. */
    RINGELMANN(0, 5, ""),
    /** Even a cold engine without catalyst stays under 15 %; noise may be negative. */
    CO(-1, 20, "%"),
    /** Full combustion of diesel or petrol ends at about 15.5 %. */
    CO2(-1, 20, "%"),
    /** The noise of hydrocarbon channels is large, misfires reach some 10,000 ppm. */
    HC(-2_000, 50_000, "ppm"),
    NO(-2_000, 50_000, "ppm"),
    /** Column of CO2 in the beam; no plume is near zero. */
    CO2_COLUMN(-10, 1_000, "%·cm"),
    /** Ratios to CO2 grow without bound in a weak plume; a finite ceiling keeps nonsense out. */
    RATIO(-10, 100, ""),
    SPEED(0, 250, "km/h"),
    /** Twice what tyres can do. */
    ACCELERATION(-20, 20, "m/s²"),
    VSP(-500, 500, "kW/t"),
    /** Records on the ground are -89 and 57 °C. */
    TEMPERATURE(-60, 70, "°C"),
    HUMIDITY(0, 100, "%"),
    /** 30 kPa is the top of the highest road's air twice over. */
    PRESSURE(30, 120, "kPa"),
    /** The strongest typhoon gust measured is below 115 m/s. */
    WIND_SPEED(0, 115, "m/s"),
    WIND_DIRECTION(0, 360, "°"),
    /** Public roads stay below 20°. */
    SLOPE(-30, 30, "°"),
    LONGITUDE(-180, 180, "°"),
    LATITUDE(-90, 90, "°"),
    CONFIDENCE(0, 1, ""),
    LANE(0, 99, ""),
    /** Whole numbers that a JSON double carries exactly. */
    SEQUENCE(0, 9_007_199_254_740_991.0, ""),
    /** A bottle of reference gas, up to the pure gas. */
    REFERENCE_GAS(0, 1_000_000, "ppm"),
    MEASURED_GAS(-2_000, 1_000_000, "ppm"),
    REFERENCE_OPACITY(0, 100, "%");

    private final Range range;

    Quantity(double min, double max, String unit) {
        this.range = new Range(min, max, unit);
    }

    /** Returns what a unit may report, in the unit of the field. */
    public Range range() {
        return range;
    }
}
