package io.plumewatch.wire.hj212;

/** The editions of the standard, told apart by the upper six bits of the Flag. */
public enum Edition {
    /** HJ/T 212-2005; also taken for what has no Flag at all. */
    E2005("2005"),
    /** HJ 212-2017. */
    E2017("2017"),
    /** HJ 212-2025; also taken for version bits that no edition has yet. */
    E2025("2025");

    private final String year;

    Edition(String year) {
        this.year = year;
    }

    /** Returns the year as text, as in {@code 2017}. */
    public String year() {
        return year;
    }

    /** Returns the value of the upper six bits of the Flag, 0..2. */
    public int version() {
        return ordinal();
    }
}
