package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.device.Line.ManualClock;
import io.plumewatch.sim.device.ModbusStation.Framing;
import io.plumewatch.wire.instrument.Block;
import io.plumewatch.wire.instrument.InstrumentState;
import io.plumewatch.wire.instrument.Modbus;
import io.plumewatch.wire.instrument.PointValue;
import io.plumewatch.wire.instrument.ReadPlan;
import io.plumewatch.wire.instrument.RegisterMap;
import io.plumewatch.wire.instrument.RegisterMaps;
import io.plumewatch.wire.instrument.Registers;
import io.plumewatch.wire.instrument.Scan;
import io.plumewatch.wire.instrument.StateWatch;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stations with registers over real sockets, in both framings. */
class ModbusStationTests {

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({
        "MODBUS_TCP, renke-weather@1",
        "RTU_OVER_TCP, renke-weather@1",
        "RTU_OVER_TCP, renke-weather-one-based@1",
        "MODBUS_TCP, louvre-box@1",
        "RTU_OVER_TCP, xm8189b-wind@1",
        "RTU_OVER_TCP, sds069-dust@1"
    })
    void showsADayOfWeatherThatCanBeBelieved(Framing framing, String id) throws IOException {
        var map = RegisterMaps.shipped(id).orElseThrow();
        var watch = StateWatch.of(map);
        try (var station = ModbusStation.start(0, framing, 1, id, 5, clock);
                var socket = RawSocket.connect(station.port())) {
            Scan before = null;
            for (int i = 0; i < 288; i++) {
                var scan = scan(map, framing, socket, before);
                assertThat(scan.values()).allMatch(PointValue::usable);
                assertThat(watch.saw(scan)).isEqualTo(InstrumentState.OK);
                before = scan;
                clock.advance(Duration.ofMinutes(5));
            }
        }
    }

    private Scan scan(RegisterMap map, Framing framing, RawSocket socket, @Nullable Scan before) throws IOException {
        var read = new HashMap<Block, Registers>();
        for (Block block : ReadPlan.of(map)) {
            var answer = Modbus.read(block, ask(framing, socket, 1, block));
            read.put(block, ((Modbus.Answer.Values) answer).registers());
        }
        return map.decode(clock.instant(), read, before);
    }

    @Test
    void isFrozenAndOutOfRangeOnDemand() throws IOException {
        var map = RegisterMaps.shipped("louvre-box@1").orElseThrow();
        var watch = StateWatch.of(map);
        try (var station = ModbusStation.start(0, Framing.MODBUS_TCP, 1, map.id(), 5, clock);
                var socket = RawSocket.connect(station.port())) {
            station.faults().set(LineFault.FROZEN);
            for (int i = 0; i <= 31; i++) {
                watch.saw(scan(map, Framing.MODBUS_TCP, socket, null));
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(watch.state()).isEqualTo(InstrumentState.FROZEN);

            station.faults().repair();
            assertThat(watch.saw(scan(map, Framing.MODBUS_TCP, socket, null))).isEqualTo(InstrumentState.OK);
            station.faults().set(LineFault.OUT_OF_RANGE);
            for (int i = 0; i <= 11; i++) {
                clock.advance(Duration.ofMinutes(1));
                watch.saw(scan(map, Framing.MODBUS_TCP, socket, null));
            }
            assertThat(watch.state()).isEqualTo(InstrumentState.LYING);
        }
    }

    @Test
    void refusesWhatItDoesNotHave() throws IOException {
        try (var station = ModbusStation.start(0, Framing.RTU_OVER_TCP, 9, "renke-weather@1", 5, clock);
                var socket = RawSocket.connect(station.port())) {
            assertThat(refusal(socket, new Block(3, 0, 2))).isEqualTo(Modbus.ILLEGAL_ADDRESS);
            assertThat(refusal(socket, new Block(3, 500, 17))).isEqualTo(Modbus.ILLEGAL_ADDRESS);
            assertThat(refusal(socket, new Block(4, 500, 16))).isEqualTo(Modbus.ILLEGAL_FUNCTION);
            station.faults().next(LineFault.REFUSAL, 1);
            assertThat(refusal(socket, new Block(3, 500, 16))).isEqualTo(Modbus.ILLEGAL_ADDRESS);
        }
    }

    private static int refusal(RawSocket socket, Block block) throws IOException {
        socket.send(Modbus.rtu(9, Modbus.request(block)).toArray());
        var answer = Octets.of(socket.read(5, Line.PATIENCE));
        assertThat(Modbus.intact(answer)).isTrue();
        return ((Modbus.Answer.Refused) Modbus.read(block, answer.slice(1, 3))).code();
    }

    @Test
    void isSilentForAnotherUnitAndForNoise() throws IOException {
        try (var station = ModbusStation.start(0, Framing.RTU_OVER_TCP, 1, "renke-weather@1", 5, clock);
                var socket = RawSocket.connect(station.port())) {
            var block = new Block(3, 500, 16);
            socket.send(Modbus.rtu(2, Modbus.request(block)).toArray());
            byte[] noise = Modbus.rtu(1, Modbus.request(block)).toArray();
            noise[3] ^= 1;
            socket.send(noise);
            assertThat(socket.readSome(9, Line.SILENCE)).isEmpty();
            assertThat(ask(Framing.RTU_OVER_TCP, socket, 1, block).length()).isEqualTo(34);
        }
    }

    @Test
    void spoilsTheNumberOfTheTransaction() throws IOException {
        try (var station = ModbusStation.start(0, Framing.MODBUS_TCP, 1, "renke-weather@1", 5, clock);
                var socket = RawSocket.connect(station.port())) {
            station.faults().next(LineFault.WRONG_CHECK, 1);
            socket.send(Modbus.tcp(7, 1, Modbus.request(new Block(3, 500, 1))).toArray());
            assertThat(Octets.of(socket.read(11, Line.PATIENCE)).u16(0)).isNotEqualTo(7);
        }
    }

    private static Octets ask(Framing framing, RawSocket socket, int unit, Block block) throws IOException {
        var request = Modbus.request(block);
        boolean tcp = framing == Framing.MODBUS_TCP;
        socket.send((tcp ? Modbus.tcp(7, unit, request) : Modbus.rtu(unit, request)).toArray());
        int length = 2 + 2 * block.count();
        var answer = Octets.of(socket.read(length + (tcp ? Modbus.TCP_HEAD : 3), Line.PATIENCE));
        return tcp ? answer.slice(Modbus.TCP_HEAD, answer.length()) : answer.slice(1, answer.length() - 2);
    }
}
