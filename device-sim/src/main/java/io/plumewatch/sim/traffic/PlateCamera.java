package io.plumewatch.sim.traffic;

import java.util.SplittableRandom;

/**
 * Reads plates as real readers do on moderately bad pictures. What it claims to be sure of and how often it is right
 * belong together: of 7,000 readings of artificial plates so many fell into each tenth of confidence, and so many of those
 * were right. A wrong reading takes a character for one that looks like it, by how often readers did.
 */
public final class PlateCamera {

    /** A tenth of confidence from {@code low}: its readings of 7,000, and the share of them that is right. */
    private record Tenth(double low, int readings, double right) {}

    private static final Tenth[] CALIBRATION = {
        new Tenth(0.3, 60, 0.02),
        new Tenth(0.4, 95, 0.09),
        new Tenth(0.5, 203, 0.19),
        new Tenth(0.6, 169, 0.31),
        new Tenth(0.7, 195, 0.36),
        new Tenth(0.8, 278, 0.54),
        new Tenth(0.9, 6_000, 0.95)
    };

    /** True character, character read, and per mille of all confusions; likeliest first. */
    private record Confusion(char truth, char read, int perMille) {}

    private static final Confusion[] CONFUSIONS = {
        new Confusion('D', '0', 43), new Confusion('Q', '0', 29), new Confusion('0', 'D', 25),
        new Confusion('4', 'A', 25), new Confusion('C', '0', 24), new Confusion('S', '5', 24),
        new Confusion('7', '1', 19), new Confusion('L', '1', 18), new Confusion('T', '1', 18),
        new Confusion('6', '2', 15), new Confusion('G', '0', 14), new Confusion('5', '6', 14),
        new Confusion('8', '6', 14), new Confusion('Z', '7', 12), new Confusion('J', '3', 11),
        new Confusion('8', 'B', 11), new Confusion('9', '1', 11), new Confusion('L', '2', 11),
        new Confusion('P', 'D', 11), new Confusion('Z', '2', 11), new Confusion('2', '3', 10),
        new Confusion('P', 'B', 10), new Confusion('B', '8', 9), new Confusion('X', 'Y', 8),
        new Confusion('3', '7', 8), new Confusion('H', 'A', 7), new Confusion('1', '7', 6),
        new Confusion('3', '5', 6), new Confusion('5', '8', 6), new Confusion('6', '8', 6),
        new Confusion('E', 'L', 6), new Confusion('U', '1', 6), new Confusion('0', 'U', 6),
        new Confusion('Y', '1', 6), new Confusion('X', 'A', 6), new Confusion('2', '1', 5)
    };

    /** Province and city letter in front of the serial, which is what gets mixed up. */
    private static final int SERIAL_AT = 2;

    private PlateCamera() {}

    /** Returns what the camera makes of a plate. */
    public static PlateReading read(String number, SplittableRandom random) {
        Tenth tenth = tenth(random);
        double confidence = PlumeModel.rounded(tenth.low + 0.0999 * random.nextDouble(), 3);
        return new PlateReading(random.nextDouble() < tenth.right ? number : confused(number, random), confidence);
    }

    private static Tenth tenth(SplittableRandom random) {
        int all = 0;
        for (Tenth tenth : CALIBRATION) {
            all += tenth.readings;
        }
        int drawn = random.nextInt(all);
        for (Tenth tenth : CALIBRATION) {
            drawn -= tenth.readings;
            if (drawn < 0) {
                return tenth;
            }
        }
        return CALIBRATION[CALIBRATION.length - 1];
    }

    /** Draws among the confusions that this plate allows, by their share; none leaves the plate as it is. */
    private static String confused(String number, SplittableRandom random) {
        int all = 0;
        for (Confusion confusion : CONFUSIONS) {
            all += number.indexOf(confusion.truth, SERIAL_AT) < 0 ? 0 : confusion.perMille;
        }
        if (all == 0) {
            return number;
        }
        int drawn = random.nextInt(all);
        for (Confusion confusion : CONFUSIONS) {
            int at = number.indexOf(confusion.truth, SERIAL_AT);
            drawn -= at < 0 ? 0 : confusion.perMille;
            if (drawn < 0) {
                return number.substring(0, at) + confusion.read + number.substring(at + 1);
            }
        }
        return number;
    }
}
