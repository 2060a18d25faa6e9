package io.plumewatch.sim.traffic;

import java.util.SplittableRandom;

/** A camera's reading of a plate when it is unsure: one character taken for one that looks like it. */
final class PlateReader {

    /** Pairs that readers mix up most, likeliest first. */
    private static final String[] CONFUSIONS = {"0D", "0Q", "5S", "4A", "17", "0C", "68", "8B", "1T", "56", "2Z", "7Z"};

    private PlateReader() {}

    static String misread(String number, SplittableRandom random) {
        int offset = random.nextInt(CONFUSIONS.length);
        for (int i = 0; i < CONFUSIONS.length; i++) {
            String pair = CONFUSIONS[(i + offset) % CONFUSIONS.length];
            int at = number.indexOf(pair.charAt(0), 2);
            if (at >= 0) {
                return number.substring(0, at) + pair.charAt(1) + number.substring(at + 1);
            }
        }
        return number;
    }
}
