package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.standards.Limits;
import java.util.function.ToDoubleFunction;

/** What HJ 845 puts a number on. The order is the order in which pollutants lead a finding. */
public enum Pollutant {
    OPACITY("%", Limits::opacityPercent, 100),
    RINGELMANN("level", Limits::ringelmannLevel, 5),
    /** Undiluted exhaust of no engine holds more than a few thousand ppm; what is above is no measurement. */
    NO("ppm", Limits::noPpm, 20_000);

    private final String unit;
    private final ToDoubleFunction<Limits> limit;
    private final double maximum;

    Pollutant(String unit, ToDoubleFunction<Limits> limit, double maximum) {
        this.unit = unit;
        this.limit = limit;
        this.maximum = maximum;
    }

    public String unit() {
        return unit;
    }

    double limit(Limits limits) {
        return limit.applyAsDouble(limits);
    }

    /** Whether an instrument can have measured this; small negative values are noise, and possible. */
    boolean possible(double value) {
        return Double.isFinite(value) && value <= maximum;
    }
}
