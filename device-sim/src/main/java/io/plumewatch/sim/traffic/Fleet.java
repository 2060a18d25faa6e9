package io.plumewatch.sim.traffic;

import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.vin.Vin;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes vehicle {@code index} of a seed, always the same one, each with a plate of its own. */
final class Fleet {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String[] BODY_COLORS = {"WHITE", "BLUE", "RED", "GREY", "GREEN"};
    private static final int DIGITS_PER_LETTER = 10_000;
    private static final int PLATES = DIGITS_PER_LETTER * LETTERS.length();
    /** Coprime with the number of plates: neighbours in the fleet get plates far apart, no two the same. */
    private static final int STRIDE = 7_919;

    private final long seed;

    Fleet(long seed) {
        this.seed = seed;
    }

    /** Returns any vehicle: trucks, cars, vans and a few electric ones. */
    CityVehicle vehicle(int index) {
        var random = Seeds.random(seed, Seeds.VEHICLE, index);
        double kind = random.nextDouble();
        if (kind < 0.55) {
            return truck(index, random);
        }
        if (kind < 0.83) {
            return make(index, random, new Kind("02", PlateColor.BLUE, "A", "K33", stage(random)));
        }
        if (kind < 0.95) {
            return make(index, random, new Kind("02", PlateColor.BLUE, "B", "H31", stage(random)));
        }
        return make(index, random, new Kind("52", PlateColor.GREEN, "C", "K33", "D"));
    }

    /** Returns a heavy diesel truck. */
    CityVehicle truck(int index) {
        return truck(index, Seeds.random(seed, Seeds.VEHICLE, index));
    }

    private CityVehicle truck(int index, SplittableRandom random) {
        String type = random.nextInt(3) == 0 ? "H17" : "H11";
        return make(index, random, new Kind("01", PlateColor.YELLOW, "B", type, stage(random)));
    }

    /** Shares of the stages among older working vehicles; stage III smokes most and dwindles. */
    private static String stage(SplittableRandom random) {
        double share = random.nextDouble();
        return share < 0.12 ? "3" : share < 0.38 ? "4" : share < 0.72 ? "5" : "6";
    }

    private record Kind(String plateType, PlateColor color, String fuel, String vehicleType, String stage) {}

    private CityVehicle make(int index, SplittableRandom random, Kind kind) {
        Area area = Area.values()[random.nextInt(Area.values().length)];
        int year = 2012 + random.nextInt(10);
        return new CityVehicle(
                index,
                plate(area, index, kind.plateType().equals("52")),
                kind.plateType(),
                kind.color(),
                kind.fuel(),
                kind.vehicleType(),
                kind.stage(),
                area,
                vin(index),
                BODY_COLORS[random.nextInt(BODY_COLORS.length)],
                LocalDate.of(year, 1 + random.nextInt(12), 1 + random.nextInt(28)));
    }

    private static String plate(Area area, int index, boolean electric) {
        int number = (int) ((long) index * STRIDE % PLATES);
        int digits = number % DIGITS_PER_LETTER;
        char letter = LETTERS.charAt(number / DIGITS_PER_LETTER);
        return electric
                ? String.format(Locale.ROOT, "豫%cD%05d", area.plateLetter(), index % 100_000)
                : String.format(Locale.ROOT, "豫%c%d%c%03d", area.plateLetter(), digits / 1_000, letter, digits % 1_000);
    }

    /** A Chinese truck maker's VIN with the right check digit. */
    private static String vin(int index) {
        String before = "LGDCHA1G";
        String after = String.format(Locale.ROOT, "MA%06d", index);
        return before + Vin.of(before + "0" + after).checkDigit() + after;
    }
}
