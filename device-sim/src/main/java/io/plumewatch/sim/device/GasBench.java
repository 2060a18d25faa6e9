package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.BenchStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A bench for five gases behind a serial server, as a real server that speaks its maker's protocol. */
public final class GasBench implements AutoCloseable {

    private final LineServer line;
    private final Cell cell;
    private final InstantSource clock;

    private GasBench(LineServer line, Cell cell, InstantSource clock) {
        this.line = line;
        this.cell = cell;
        this.clock = clock;
    }

    /**
     * What an exhaust truly holds.
     *
     * @param co2Percent 0..16
     * @param coPercent 0..10
     * @param hcPpm 0..9999
     * @param noPpm 0..5000
     * @param o2Percent 0..21
     */
    public record Exhaust(double co2Percent, double coPercent, double hcPpm, double noPpm, double o2Percent) {

        /** Returns the exhaust of an idling diesel engine without working treatment. */
        public static Exhaust dirtyDiesel() {
            return new Exhaust(4.2, 0.06, 34, 1_250, 14.6);
        }

        /** Returns the exhaust of a petrol engine in order. */
        public static Exhaust cleanPetrol() {
            return new Exhaust(14.9, 0.04, 12, 35, 0.3);
        }
    }

    /**
     * Starts one.
     *
     * @param port 0 takes a free one
     * @param model {@code fla-502@1}, {@code mqw-50a@1} or another bench that the gateway knows
     * @param warmUp how long it is not ready after the start
     */
    public static GasBench start(int port, String model, Duration warmUp, long seed, InstantSource clock)
            throws IOException {
        var cell = new Cell(seed, clock.instant().plus(warmUp));
        return new GasBench(
                LineServer.start("gas-bench-" + model, port, new BenchSpeaker(model, cell), clock), cell, clock);
    }

    /**
     * Puts the probe into an exhaust from now on.
     *
     * @param stay how long; a test takes 40 s of it
     * @return when the probe is out again
     */
    public Instant startTest(Exhaust exhaust, Duration stay) {
        Instant start = clock.instant();
        cell.test = new Test(exhaust, start, start.plus(stay));
        return start.plus(stay);
    }

    /** Shows this status until another is set. */
    public void show(BenchStatus status) {
        cell.status = status;
    }

    public int port() {
        return line.port();
    }

    public LineFaults faults() {
        return line.faults();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    private record Test(Exhaust exhaust, Instant start, Instant end) {}

    /** The measuring cell: gas comes in and goes out with a time constant. */
    private static final class Cell implements BenchSpeaker.Shown {
        private static final Exhaust AIR = new Exhaust(0.04, 0, 2, 0, 20.9);
        private static final double TIME_CONSTANT_SECONDS = 2.5;
        private static final double NOISE = 0.006;

        private final long seed;
        private final Instant warmUntil;
        private volatile @Nullable Test test;
        private volatile @Nullable BenchStatus status;

        Cell(long seed, Instant warmUntil) {
            this.seed = seed;
            this.warmUntil = warmUntil;
        }

        @Override
        public Map<String, BigDecimal> values(Instant now, boolean outOfRange) {
            double share = share(now);
            Test running = test;
            Exhaust gas = running == null ? AIR : running.exhaust;
            var noise = new SplittableRandom(seed ^ now.toEpochMilli());
            var values = new HashMap<String, BigDecimal>();
            put(values, "co2Percent", mixed(AIR.co2Percent, gas.co2Percent, share, noise), 2);
            put(values, "coPercent", outOfRange ? 60 : mixed(AIR.coPercent, gas.coPercent, share, noise), 3);
            put(values, "hcPpm", mixed(AIR.hcPpm, gas.hcPpm, share, noise), 0);
            put(values, "noPpm", outOfRange ? 60_000 : mixed(AIR.noPpm, gas.noPpm, share, noise), 0);
            put(values, "o2Percent", mixed(AIR.o2Percent, gas.o2Percent, share, noise), 2);
            put(values, "engineSpeedRpm", share > 0.1 ? 760 + noise.nextDouble(-8, 8) : 0, 0);
            put(values, "oilC", 84, 0);
            put(values, "pressureKpa", 101.3, 1);
            put(values, "lambda", share > 0.1 ? 1.01 : 0, 2);
            put(values, "flow", 1_200, 0);
            return values;
        }

        @Override
        public BenchStatus status(Instant now) {
            BenchStatus set = status;
            if (set != null) {
                return set;
            }
            return now.isBefore(warmUntil) ? BenchStatus.WARMUP : BenchStatus.READY;
        }

        /** Returns how much of what is in the cell is exhaust, 0..1. */
        private double share(Instant now) {
            Test running = test;
            if (running == null || now.isBefore(running.start)) {
                return 0;
            }
            Instant inside = now.isBefore(running.end) ? now : running.end;
            double filled = 1 - Math.exp(-seconds(running.start, inside) / TIME_CONSTANT_SECONDS);
            return filled * Math.exp(-seconds(inside, now) / TIME_CONSTANT_SECONDS);
        }

        private static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / 1_000.0;
        }

        private static double mixed(double air, double gas, double share, SplittableRandom noise) {
            return Math.max(0, (air + (gas - air) * share) * (1 + NOISE * noise.nextDouble(-1, 1)));
        }

        private static void put(Map<String, BigDecimal> values, String key, double value, int decimals) {
            values.put(key, BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
        }
    }
}
