package io.plumewatch.sim.driving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.BlockType;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Position;
import io.plumewatch.wire.obd.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TruckTests {

    private static final int SECONDS = 3_000;
    private static final int TRUCKS = 8;
    private static final int MANY_TRUCKS = 40;
    private static final double METRES_PER_DEGREE = 111_320;

    @Test
    void drivesInTheCityLikeTheTrucksThatWereMeasured() {
        double sum = 0;
        double standing = 0;
        double stops = 0;
        for (int seed = 0; seed < MANY_TRUCKS; seed++) {
            var speeds = new Speeds(Speeds.Style.CITY, new SplittableRandom(seed));
            double before = 0;
            for (int i = 0; i < SECONDS; i++) {
                double kmh = speeds.next();
                sum += kmh;
                standing += kmh == 0 ? 1 : 0;
                stops += kmh == 0 && before > 0 ? 1 : 0;
                before = kmh;
            }
        }
        double all = MANY_TRUCKS * SECONDS;

        assertThat(sum / all).as("mean speed, km/h").isCloseTo(33, within(5.0));
        assertThat(standing / all).as("share of standstill").isCloseTo(0.18, within(0.06));
        assertThat(stops / all * 3_600).as("stops an hour").isCloseTo(22, within(8.0));
    }

    @Test
    void goesOnWhereTheSecondBeforeEnded() {
        for (int seed = 0; seed < TRUCKS; seed++) {
            Measurements before = null;
            for (Measurements now : streams(Truck.warm(Powertrain.DIESEL, Area.JIAOZUO, seed))) {
                if (before != null) {
                    follows(before, now);
                }
                before = now;
            }
        }
    }

    private static void follows(Measurements before, Measurements now) {
        double metres = value(now, ObdField.SPEED) / 3.6;

        assertThat(value(now, ObdField.SPEED)).isCloseTo(value(before, ObdField.SPEED), within(10.0));
        assertThat(value(now, ObdField.MILEAGE) - value(before, ObdField.MILEAGE))
                .isBetween(0.0, 0.2);
        assertThat(value(now, ObdField.SCR_INLET)).isCloseTo(value(before, ObdField.SCR_INLET), within(5.0));
        Position here = now.position().orElseThrow();
        Position there = before.position().orElseThrow();
        if (here.valid() && there.valid()) {
            assertThat(distanceMetres(there, here)).isCloseTo(metres, within(0.5));
        }
    }

    private static double distanceMetres(Position from, Position to) {
        double north = (degrees(to.latitude()) - degrees(from.latitude())) * METRES_PER_DEGREE;
        double east = (degrees(to.longitude()) - degrees(from.longitude()))
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians(Area.JIAOZUO.latitude()));
        return Math.hypot(north, east);
    }

    @Test
    void worksAsHardAsTheRoadAsks() {
        List<Measurements> streams = streams(Truck.warm(Powertrain.DIESEL, Area.JIAOZUO, 3));

        for (Measurements second : streams) {
            double rpm = value(second, ObdField.ENGINE_SPEED);
            double fuel = value(second, ObdField.FUEL_FLOW);
            assertThat(rpm).isBetween(640.0, 2_100.0);
            if (value(second, ObdField.SPEED) == 0) {
                assertThat(rpm).isBetween(640.0, 660.0);
                assertThat(fuel).isBetween(1.0, 5.0);
            }
            if (value(second, ObdField.NET_TORQUE) > 60) {
                assertThat(fuel).isGreaterThan(15);
            }
        }
        assertThat(streams).anyMatch(each -> value(each, ObdField.FUEL_FLOW) > 30);
        assertThat(value(last(streams), ObdField.FUEL_TANK)).isLessThan(value(streams.get(0), ObdField.FUEL_TANK));
    }

    @Test
    void showsNoNoxBeforeItsSensorsAreWarmAndHardlyAnyBehindAWarmCatalyst() {
        List<Measurements> streams = streams(Truck.cold(Powertrain.DIESEL, Area.JIAOZUO, 5));

        assertThat(streams.get(0).marker(ObdField.NOX_DOWNSTREAM)).isEqualTo(Reading.State.INVALID);
        assertThat(streams.get(0).marker(ObdField.NOX_UPSTREAM)).isEqualTo(Reading.State.INVALID);
        assertThat(value(streams.get(0), ObdField.COOLANT)).isLessThan(30);
        double[] warm = streams.subList(1_500, SECONDS).stream()
                .filter(each -> each.marker(ObdField.NOX_DOWNSTREAM) == null)
                .mapToDouble(each -> value(each, ObdField.NOX_DOWNSTREAM))
                .toArray();
        assertThat(warm).hasSizeGreaterThan(1_000);
        assertThat(Arrays.stream(warm).min().orElseThrow()).isBetween(-10.6, 0.0);
        assertThat(Arrays.stream(warm).average().orElseThrow()).isLessThan(150);
    }

    @Test
    void hasValuesMissingNowAndThen() {
        var states = IntStream.range(0, TRUCKS)
                .mapToObj(seed -> streams(Truck.warm(Powertrain.DIESEL, Area.JIAOZUO, seed)))
                .flatMap(List::stream)
                .toList();

        assertThat(states.stream().filter(each -> each.marker(ObdField.NOX_DOWNSTREAM) == Reading.State.INVALID))
                .hasSizeBetween(states.size() / 1_000, states.size() / 20);
        assertThat(states.stream().map(each -> each.marker(ObdField.NOX_DOWNSTREAM)))
                .contains(Reading.State.ERROR);
        assertThat(states.stream().map(each -> each.marker(ObdField.FUEL_TANK))).contains(Reading.State.INVALID);
        assertThat(states.stream().map(each -> each.position().orElseThrow().valid()))
                .contains(false);
    }

    @Test
    void isDeterminedByItsSeed() {
        for (Powertrain powertrain : Powertrain.values()) {
            List<EngineSecond> once = Truck.warm(powertrain, Area.KAIFENG, 9).seconds(600);

            assertThat(Truck.warm(powertrain, Area.KAIFENG, 9).seconds(600)).isEqualTo(once);
            assertThat(Truck.warm(powertrain, Area.KAIFENG, 10).seconds(600)).isNotEqualTo(once);
        }
    }

    @Test
    void hasTheBlocksOfItsEngine() {
        assertThat(types(Powertrain.DIESEL)).containsExactly(BlockType.ENGINE_STREAM);
        assertThat(types(Powertrain.DIESEL_WITH_SUPPLEMENT))
                .containsExactly(BlockType.ENGINE_STREAM, BlockType.SUPPLEMENT);
        assertThat(types(Powertrain.GAS)).containsExactly(BlockType.CATALYST_STREAM);
        assertThat(types(Powertrain.GAS_WITH_NOX_SENSOR)).containsExactly(BlockType.CATALYST_NOX_STREAM);
        assertThat(types(Powertrain.HYBRID)).containsExactly(BlockType.ENGINE_STREAM, BlockType.HYBRID);
    }

    private static List<BlockType> types(Powertrain powertrain) {
        List<EngineSecond> seconds = Truck.warm(powertrain, Area.KAIFENG, 1).seconds(SECONDS);
        return seconds.get(SECONDS - 1).blocks().stream()
                .map(Measurements::type)
                .toList();
    }

    private static List<Measurements> streams(Truck truck) {
        return truck.seconds(SECONDS).stream()
                .map(second -> second.blocks().get(0))
                .toList();
    }

    private static Measurements last(List<Measurements> streams) {
        return streams.get(streams.size() - 1);
    }

    private static double value(Measurements second, ObdField field) {
        return second.get(field) instanceof Reading.Value value ? value.number().doubleValue() : 0;
    }

    private static double degrees(Reading reading) {
        return ((Reading.Value) reading).number().doubleValue();
    }
}
