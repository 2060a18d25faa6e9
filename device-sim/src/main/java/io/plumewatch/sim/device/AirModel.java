package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Hj212Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The air at one place: what the factors come to at any time, the same whenever it is asked. Traffic makes particles,
 * NO2 and CO rise in the morning and in the evening, the sun makes ozone in the afternoon at the cost of NO2.
 *
 * @param seed two places with the same level differ by it
 * @param pm25 mean of PM2.5, µg/m³
 * @param pm10 mean of PM10, µg/m³
 * @param no2 mean of NO2, µg/m³
 * @param so2 mean of SO2, µg/m³
 * @param o3 peak of ozone, µg/m³
 * @param co mean of CO, mg/m³
 * @param celsius mean temperature
 */
public record AirModel(
        long seed, double pm25, double pm10, double no2, double so2, double o3, double co, double celsius) {

    /** Beside a road with many trucks in a November of the plain. */
    public static final AirModel ROADSIDE = new AirModel(1, 62, 118, 47, 11, 78, 0.95, 9);

    /** The codes of all factors, in the order in which a station sends them. */
    public static final List<String> FACTORS = List.of(
            "a34004", "a34002", "a21026", "a21004", "a05024", "a21005", "a01001", "a01002", "a01006", "a01007",
            "a01008");

    private static final long KNOT_SECONDS = 600;

    /** How far single values lie from the curve of the day, as share of it. */
    private static final Map<String, Double> NOISE = Map.of(
            "a34004", 0.12, "a34002", 0.16, "a21026", 0.2, "a21004", 0.14, "a05024", 0.1, "a21005", 0.12, "a01007", 0.5,
            "a01006", 0.0005, "a01002", 0.05);

    /** Least, mean and greatest value of a period. */
    public record Summary(double min, double avg, double max) {}

    /** Returns the same level at another place. */
    public AirModel at(long otherSeed) {
        return new AirModel(otherSeed, pm25, pm10, no2, so2, o3, co, celsius);
    }

    /** Returns a factor's value in the unit in which all stations are compared. */
    public double value(String code, Instant time) {
        double hour = hour(time);
        double factor = 1 + NOISE.getOrDefault(code, 0.0) * (0.8 * smooth(code, time) + 0.2 * grain(code, time));
        return switch (code) {
            case "a34004" -> pm25 * (0.75 + 0.25 * traffic(hour)) * factor;
            case "a34002" -> pm10 * (0.65 + 0.35 * traffic(hour)) * factor;
            case "a21026" -> so2 * (0.85 + 0.15 * traffic(hour)) * factor;
            case "a21004" -> no2 * (0.45 + 0.55 * traffic(hour)) * (1 - 0.25 * sun(hour)) * factor;
            case "a05024" -> o3 * (0.18 + 0.82 * sun(hour)) * factor;
            case "a21005" -> co * (0.6 + 0.4 * traffic(hour)) * factor;
            case "a01001" -> celsius + 6 * (sun(hour) - 0.4) + 0.6 * smooth(code, time);
            case "a01002" -> Math.min(100, Math.max(12, (68 - 26 * sun(hour)) * factor));
            case "a01006" -> 101.3 * factor;
            case "a01007" -> Math.max(0.1, (1.2 + 1.1 * sun(hour)) * factor);
            case "a01008" -> (135 + 70 * smooth(code, time) + 12 * grain(code, time) + 360) % 360;
            default -> throw new IllegalArgumentException("no factor " + code);
        };
    }

    /** Returns what a period comes to, from so many moments in it. */
    public Summary summary(String code, Instant start, Duration period, int samples) {
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            double value = value(code, start.plus(period.multipliedBy(i).dividedBy(samples)));
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }
        return new Summary(min, sum / samples, max);
    }

    private static double hour(Instant time) {
        return LocalTime.ofInstant(time, Hj212Time.ZONE).toSecondOfDay() / 3_600.0;
    }

    /** About 1 on average, 0.4 at night, 1.9 in the rush hours. */
    private static double traffic(double hour) {
        return 0.4 + 0.5 * bell(hour, 13, 5) + 1.2 * bell(hour, 8, 1.6) + 1.3 * bell(hour, 18.3, 2);
    }

    /** 0 at night, 1 early in the afternoon. */
    private static double sun(double hour) {
        return bell(hour, 14.2, 3);
    }

    private static double bell(double hour, double centre, double width) {
        double away = (hour - centre) / width;
        return Math.exp(-away * away / 2);
    }

    /** What wanders over ten minutes, -1..1. */
    private double smooth(String code, Instant time) {
        long knot = Math.floorDiv(time.getEpochSecond(), KNOT_SECONDS);
        double share = Math.floorMod(time.getEpochSecond(), KNOT_SECONDS) / (double) KNOT_SECONDS;
        return (1 - share) * random(code, knot) + share * random(code, knot + 1);
    }

    /** What jumps from second to second, -1..1. */
    private double grain(String code, Instant time) {
        return random(code, -time.getEpochSecond());
    }

    private double random(String code, long place) {
        return new SplittableRandom(seed * 31 + code.hashCode() + place * 0x9E3779B97F4A7C15L).nextDouble(-1, 1);
    }
}
