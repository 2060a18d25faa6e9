package io.plumewatch.sim.driving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The speed of one truck, second by second: a chain over classes of speed and of the last change. */
final class Speeds {

    /** Where a truck drives. */
    enum Style {
        CITY(95),
        MOTORWAY(100);

        private final double limitKmh;

        Style(double limitKmh) {
            this.limitKmh = limitKmh;
        }
    }

    private static final int CLASSES = 7;
    private static final int STEADY = 3;
    private static final int FASTEST_CLASS = 11;

    /** Edges of the classes of change, km/h in a second; the outer ones are where we stop. */
    private static final double[] EDGES = {-8, -4, -1.5, -0.4, 0.4, 1.5, 4, 7};

    /** How much of a class around its mean is drawn. */
    private static final double SPREAD = 0.5;

    private static final double STANDING_BELOW_KMH = 0.5;
    private static final Map<Style, Table> TABLES = read();

    private record Table(double[] meanChange, Map<Integer, int[]> chances) {}

    private final Style style;
    private final Table table;
    private final SplittableRandom random;
    private double kmh;
    private int lastChange = STEADY;

    Speeds(Style style, SplittableRandom random) {
        this.style = style;
        this.table = Objects.requireNonNull(TABLES.get(style));
        this.random = random;
    }

    /** Returns the speed of the next second, km/h. */
    double next() {
        int speedClass = kmh < 1 ? 0 : Math.min(FASTEST_CLASS, 1 + (int) (kmh / 10));
        int change = drawn(table.chances.get(key(speedClass, lastChange)));
        double width = (EDGES[change + 1] - EDGES[change]) * SPREAD;
        double by = table.meanChange[change] + width * (random.nextDouble() - 0.5);
        boolean stays = speedClass == 0 && change == STEADY;
        double next = stays ? 0 : Math.min(style.limitKmh, kmh + by);
        lastChange = change;
        kmh = next < STANDING_BELOW_KMH ? 0 : next;
        return kmh;
    }

    /** What was never seen leads to no change. */
    private int drawn(int @Nullable [] chances) {
        if (chances == null) {
            return STEADY;
        }
        int sum = 0;
        for (int chance : chances) {
            sum += chance;
        }
        int left = random.nextInt(sum);
        int drawn = 0;
        while (left >= chances[drawn]) {
            left -= chances[drawn++];
        }
        return drawn;
    }

    private static int key(int speedClass, int lastChange) {
        return speedClass * CLASSES + lastChange;
    }

    private static Map<Style, Table> read() {
        var tables = new EnumMap<Style, Table>(Style.class);
        for (Style style : Style.values()) {
            tables.put(style, new Table(new double[CLASSES], new HashMap<>()));
        }
        for (String line : lines()) {
            String[] cells = line.split(",", -1);
            Table table = Objects.requireNonNull(tables.get(Style.valueOf(cells[0])));
            if (cells[1].equals("change")) {
                for (int i = 0; i < CLASSES; i++) {
                    table.meanChange[i] = Double.parseDouble(cells[3 + i]);
                }
            } else {
                int[] chances = new int[CLASSES];
                for (int i = 0; i < CLASSES; i++) {
                    chances[i] = Integer.parseInt(cells[3 + i]);
                }
                table.chances.put(key(Integer.parseInt(cells[1]), Integer.parseInt(cells[2])), chances);
            }
        }
        return tables;
    }

    private static List<String> lines() {
        try (var in = Objects.requireNonNull(Speeds.class.getResourceAsStream("/driving.csv"), "driving.csv");
                var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
