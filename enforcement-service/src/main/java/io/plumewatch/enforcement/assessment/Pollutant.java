package io.plumewatch.enforcement.assessment;

/** What HJ 845 puts a number on. */
public enum Pollutant {
    OPACITY("%"),
    RINGELMANN("level"),
    NO("ppm");

    private final String unit;

    Pollutant(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
