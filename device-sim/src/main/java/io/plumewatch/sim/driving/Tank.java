package io.plumewatch.sim.driving;

/** A tank that is filled up when it is nearly empty and the truck stands. */
final class Tank {

    private static final double FILL_BELOW_PERCENT = 12;
    private static final double FULL_PERCENT = 96;

    private final double litres;
    private double percent;
    private double usedLitres;

    Tank(double litres, double percent) {
        this.litres = litres;
        this.percent = percent;
    }

    void use(double usedNow, boolean standing) {
        usedLitres += usedNow;
        percent = Math.max(0, percent - usedNow / litres * 100);
        if (standing && percent < FILL_BELOW_PERCENT) {
            percent = FULL_PERCENT;
        }
    }

    double percent() {
        return percent;
    }

    /** Returns what was ever used here. */
    double usedLitres() {
        return usedLitres;
    }
}
