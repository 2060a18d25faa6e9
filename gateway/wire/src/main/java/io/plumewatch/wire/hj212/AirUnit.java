package io.plumewatch.wire.hj212;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Units that stations send in. Those of one quantity differ by powers of ten. */
public enum AirUnit {
    NANOGRAM_PER_M3("ng/m³", Quantity.CONCENTRATION, -9),
    MICROGRAM_PER_M3("µg/m³", Quantity.CONCENTRATION, -6),
    MILLIGRAM_PER_M3("mg/m³", Quantity.CONCENTRATION, -3),
    PASCAL("Pa", Quantity.PRESSURE, 0),
    HECTOPASCAL("hPa", Quantity.PRESSURE, 2),
    KILOPASCAL("kPa", Quantity.PRESSURE, 3),
    CELSIUS("℃", Quantity.TEMPERATURE, 0),
    PERCENT("%", Quantity.SHARE, 0),
    METRE_PER_SECOND("m/s", Quantity.SPEED, 0),
    DEGREE("°", Quantity.DIRECTION, 0),
    DECIBEL("dB", Quantity.SOUND, 0),
    /** A number as such. */
    NONE("", Quantity.NUMBER, 0);

    private enum Quantity {
        CONCENTRATION,
        PRESSURE,
        TEMPERATURE,
        SHARE,
        SPEED,
        DIRECTION,
        SOUND,
        NUMBER
    }

    private final String symbol;
    private final Quantity quantity;
    private final int powerOfTen;

    AirUnit(String symbol, Quantity quantity, int powerOfTen) {
        this.symbol = symbol;
        this.quantity = quantity;
        this.powerOfTen = powerOfTen;
    }

    /** Returns the unit as it is written, for example {@code µg/m³}. */
    public String symbol() {
        return symbol;
    }

    /** Returns the unit that is written so. */
    public static Optional<AirUnit> of(String symbol) {
        return Arrays.stream(values())
                .filter(unit -> unit.symbol.equals(symbol))
                .findFirst();
    }

    /** Returns whether a value in this unit can be said in the other. */
    public boolean convertsTo(AirUnit other) {
        return quantity == other.quantity;
    }

    /** Says a value of this unit in the other one, exactly. */
    public BigDecimal convert(BigDecimal value, AirUnit other) {
        if (!convertsTo(other)) {
            throw new IllegalArgumentException(symbol + " does not convert to " + other.symbol);
        }
        BigDecimal converted =
                value.scaleByPowerOfTen(powerOfTen - other.powerOfTen).stripTrailingZeros();
        return converted.scale() < 0 ? converted.setScale(0) : converted;
    }
}
