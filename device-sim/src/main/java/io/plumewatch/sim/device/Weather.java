package io.plumewatch.sim.device;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The weather of a dry day in late autumn on the plain of Henan, as a function of place and time: warm and bright after
 * noon, damp at night, the wind turning slowly, each sensor with its noise.
 */
final class Weather {

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    /** GMT+8. */
    private static final long ZONE_SECONDS = Duration.ofHours(8).toSeconds();

    private static final int WARMEST_HOUR = 14;
    private static final double ABSURD = 900;

    private final long seed;

    Weather(long seed) {
        this.seed = seed;
    }

    /** Returns the values of every quantity that a station may have, by the keys of register maps. */
    Map<String, BigDecimal> at(Instant now) {
        var random = new SplittableRandom(seed ^ now.toEpochMilli() * 0x9E3779B97F4A7C15L);
        double hour = Math.floorMod(now.getEpochSecond() + ZONE_SECONDS, DAY_SECONDS) / 3_600.0;
        double warmth = Math.cos((hour - WARMEST_HOUR) / 24 * 2 * Math.PI);
        double slow = Math.sin(now.getEpochSecond() / 5_400.0 + seed % 7);
        double wind = Math.max(0, 1.9 + 0.9 * slow + 0.5 * noise(random));
        double direction = Math.floorMod(Math.round(70 + 60 * slow + 12 * noise(random)), 360);
        double light = Math.max(0, 52_000 * warmth);
        double pm25 = Math.max(3, 58 - 18 * slow + 2 * noise(random));
        var values = new LinkedHashMap<String, BigDecimal>();
        put(values, "windSpeedMps", wind, 2);
        put(values, "windForce", Math.floor(Math.pow(wind / 0.836, 2.0 / 3)), 0);
        put(values, "windDirectionGrade", Math.rint(direction / 45) % 8, 0);
        put(values, "windDirectionDeg", direction, 0);
        put(values, "humidityPercent", Math.min(98, 56 - 18 * warmth + 0.4 * noise(random)), 1);
        put(values, "temperatureC", 9 + 6 * warmth + 0.1 * noise(random), 1);
        put(values, "noiseDb", 64 + 4 * noise(random), 1);
        put(values, "pm1", 0.7 * pm25, 0);
        put(values, "pm25", pm25, 0);
        put(values, "pm10", 1.6 * pm25 + noise(random), 0);
        put(values, "tsp", 2.4 * pm25 + noise(random), 0);
        put(values, "pressureKpa", 101.4 + 0.2 * slow, 1);
        put(values, "lightLux", light, 0);
        put(values, "lightCoarseLux", light, 0);
        put(values, "rainMm", 0, 1);
        put(values, "radiationWm2", light / 120, 0);
        put(values, "gasPpm", 2 + 0.3 * noise(random), 2);
        return values;
    }

    /** Returns what a broken station shows. */
    Map<String, BigDecimal> absurd(Instant now) {
        var values = new LinkedHashMap<>(at(now));
        put(values, "windSpeedMps", 80, 0);
        put(values, "temperatureC", ABSURD, 0);
        put(values, "humidityPercent", ABSURD, 0);
        return values;
    }

    private static double noise(SplittableRandom random) {
        return random.nextDouble(-1, 1);
    }

    private static void put(Map<String, BigDecimal> values, String key, double value, int decimals) {
        values.put(key, BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
    }
}
