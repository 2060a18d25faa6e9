package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.BenchStatus;
import io.plumewatch.wire.instrument.Opacity;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** An opacimeter behind a serial server, as a real server that speaks its maker's protocol. */
public final class Opacimeter implements AutoCloseable {

    private static final Duration USUAL_CYCLE = Duration.ofSeconds(8);
    private static final BigDecimal SATURATED = new BigDecimal("100");

    private final LineServer line;
    private final Sensor sensor;
    private final InstantSource clock;

    private Opacimeter(LineServer line, Sensor sensor, InstantSource clock) {
        this.line = line;
        this.sensor = sensor;
        this.clock = clock;
    }

    /**
     * Starts one.
     *
     * @param port 0 takes a free one
     * @param model {@code mqy-200@1}, {@code flb-100@1} or another opacimeter that the gateway knows
     */
    public static Opacimeter start(int port, String model, long seed, InstantSource clock) throws IOException {
        var sensor = new Sensor(model, seed, clock.instant());
        return new Opacimeter(
                LineServer.start("opacimeter-" + model, port, new BenchSpeaker(model, sensor), clock), sensor, clock);
    }

    /**
     * Has a vehicle drive six free accelerations from now on. A test needs a rest of ten seconds before it.
     *
     * @param trueK absorption of its smoke in 1/m, 0..10
     * @return when it is over
     */
    public Instant startTest(double trueK) {
        return startTest(trueK, USUAL_CYCLE);
    }

    /** Has a vehicle drive six free accelerations, one each {@code cycle}. */
    public Instant startTest(double trueK, Duration cycle) {
        var test = new FreeAcceleration(clock.instant(), trueK, cycle, sensor.seed);
        sensor.test = test;
        return test.start().plus(test.length());
    }

    /** Leaves the test where it is: the vehicle drives away. */
    public void leave() {
        sensor.test = new FreeAcceleration(Instant.EPOCH, 0, USUAL_CYCLE, sensor.seed);
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

    private static final class Sensor implements BenchSpeaker.Shown {
        private final long seed;
        private final BigDecimal pathM;
        private final Instant switchedOn;
        private volatile FreeAcceleration test;

        Sensor(String model, long seed, Instant now) {
            this.seed = seed;
            this.switchedOn = now;
            var path = BenchCodecs.shipped(model)
                    .map(codec -> codec.model().opticalPathM())
                    .orElseThrow(() -> new IllegalArgumentException(model + " is no opacimeter"));
            this.pathM = path;
            this.test = new FreeAcceleration(Instant.EPOCH, 0, USUAL_CYCLE, seed);
        }

        @Override
        public Map<String, BigDecimal> values(Instant now, boolean outOfRange) {
            var sight = test.at(now);
            BigDecimal k = rounded(sight.absorptionK(), 3);
            BigDecimal percent = Opacity.percent(k, pathM);
            BigDecimal opacity = outOfRange || percent == null ? SATURATED : percent;
            double minutes = Duration.between(switchedOn, now).toSeconds() / 60.0;
            return Map.of(
                    "absorptionK", outOfRange ? SATURATED : k,
                    "opacityPercent", opacity,
                    "rawOpacityPercent", opacity,
                    "engineSpeedRpm", rounded(sight.engineSpeedRpm(), 0),
                    "oilC", rounded(82 + 4 * Math.sin(minutes), 0),
                    "gasTemperatureC", rounded(70 + 40 * sight.engineSpeedRpm() / 2_600, 0),
                    "temperatureC", rounded(12, 1),
                    "humidityPercent", rounded(46, 1),
                    "pressureKpa", rounded(101.3, 2));
        }

        @Override
        public BenchStatus status(Instant now) {
            return BenchStatus.READY;
        }
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
