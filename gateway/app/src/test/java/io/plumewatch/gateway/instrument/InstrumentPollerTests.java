package io.plumewatch.gateway.instrument;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole poller against instruments on real sockets. */
class InstrumentPollerTests {

    private static final int[] WEATHER = {
        0x00EB, 2, 3, 0x87, 0x01D1, 0xFFEF, 0x0228, 0x44, 0x70, 0x03F5, 0, 0x2EE0, 0x78, 3, 0, 0x0164
    };
    private static final byte[] IDLE = answer(0, 0, 700);

    @TempDir
    private Path directory;

    private Path file;
    private PollBench bench;
    private InstrumentPoller poller;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("lines.json");
        write("");
        bench = new PollBench(directory, file.toString());
        bench.register("SMOKE-1");
        bench.devices.with(new ProjectedDevice("WEATHER-1", "AIR_STATION", "410800", true, "s", null, null, null));
        poller = poller();
    }

    @AfterEach
    void stop() {
        poller.close();
        bench.close();
    }

    @Test
    void readsAWeatherStationOverModbusTcp() throws Exception {
        int port = freePort();
        ModbusSlave slave = slave(port);
        try {
            write(line(
                    "roof", "modbusTcp", port, "WEATHER-1", "renke-weather@1", "{\"pollMs\":100,\"timeoutMs\":20000}"));

            await("the reading", () -> assertThat(bench.log.entries()).isNotEmpty());
            LogEntry entry = bench.log.entries().get(0);
            assertThat(entry.kind()).isEqualTo(EntryKind.SENSOR);
            assertThat(entry.profile()).isEqualTo("renke-weather@1");
            assertThat(new String(entry.payload(), UTF_8))
                    .contains("\"key\":\"windSpeedMps\",\"value\":2.35,\"unit\":\"m/s\"")
                    .contains("\"key\":\"temperatureC\",\"value\":-1.7");
            assertThat(bench.shown("WEATHER-1").state()).isEqualTo(InstrumentState.OK);
            assertThat(bench.seen.all())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.device()).isEqualTo("WEATHER-1"));
        } finally {
            ModbusSlaveFactory.close(slave);
        }
    }

    @Test
    void readsAnOpacimeterBehindASerialServerAndShowsWhenItIsGone() throws Exception {
        try (var opacimeter = new FakeInstrument(2, question -> answer(123, 31, 2450))) {
            write(line("gate", "rawTcp", opacimeter.port(), "SMOKE-1", "mqy-200@1", "{}"));

            await(
                    "the values",
                    () -> assertThat(bench.shown("SMOKE-1").values()).anySatisfy(value -> {
                        assertThat(value.key()).isEqualTo("opacityPercent");
                        assertThat(value.value()).isEqualByComparingTo(new BigDecimal("12.3"));
                    }));
            assertThat(opacimeter.connections()).isOne();

            opacimeter.answers(question -> new byte[] {0x15});
            await(
                    "the refusals",
                    () -> assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.REFUSING));
            assertThat(opacimeter.connections()).isOne();
        }
        await("the end", () -> assertThat(bench.shown("SMOKE-1").state()).isEqualTo(InstrumentState.DISCONNECTED));
    }

    @Test
    void logsAFinishedTestOnce() throws Exception {
        var course = new Course();
        try (var opacimeter = new FakeInstrument(2, question -> course.next())) {
            String quick =
                    "{\"pollMs\":50,\"timeoutMs\":20000,\"gapMs\":0,\"test\":{\"kind\":\"FREE_ACCELERATION\",\"peaks\":2,"
                            + "\"countedPeaks\":2,\"gateKey\":\"engineSpeedRpm\",\"gateHigh\":1500,\"gateLow\":1100,"
                            + "\"tailMs\":100,\"maxPauseMs\":30000,\"maxSilenceMs\":20000,\"maxDurationMs\":300000,"
                            + "\"restMs\":200}}";
            write(line("gate", "rawTcp", opacimeter.port(), "SMOKE-1", "mqy-200@1", quick));

            await("the test", () -> assertThat(tests()).isEqualTo(1));
            poller.close();
            poller = poller();
            await("the next process", () -> assertThat(course.asked.get()).isGreaterThan(120));
        }
        assertThat(tests()).isEqualTo(1);
        LogEntry test = bench.log.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.INSTRUMENT)
                .findFirst()
                .orElseThrow();
        assertThat(new String(test.payload(), UTF_8))
                .startsWith("{\"instrument\":\"SMOKE-1\",\"model\":\"mqy-200@1\",\"testNo\":")
                .contains("\"kind\":\"FREE_ACCELERATION\"")
                .contains("\"request\":");
    }

    @Test
    void takesAChangedFileWithoutTouchingTheLinesThatStay() throws Exception {
        try (var first = new FakeInstrument(2, question -> answer(123, 31, 700));
                var second = new FakeInstrument(2, question -> answer(50, 12, 700))) {
            bench.register("SMOKE-2");
            String stays = line("a", "rawTcp", first.port(), "SMOKE-1", "mqy-200@1", "{}");
            write(stays);
            await(
                    "the first",
                    () -> assertThat(bench.shown("SMOKE-1").answered()).isPositive());

            write(stays + "," + line("b", "rawTcp", second.port(), "SMOKE-2", "nht-1@1", "{}"));
            await("the second", () -> assertThat(bench.shown("SMOKE-2").polls()).isPositive());
            write(stays);
            await("no second", () -> assertThat(bench.board.all()).hasSize(1));

            assertThat(first.connections()).isOne();
        }
    }

    @Test
    void startsALineAtTheNextLookWhenOurOwnCodeFailedOnIt() throws Exception {
        poller.close();
        try (var opacimeter = new FakeInstrument(2, question -> IDLE)) {
            write(line("a", "rawTcp", opacimeter.port(), "SMOKE-1", "mqy-200@1", "{}"));
            var models = new Models(bench.settings, bench.shared().counters());
            var failures = new AtomicInteger();
            poller = new InstrumentPoller(
                    bench.settings,
                    new Points() {
                        @Override
                        public @Nullable String objection(LineConfig.Instrument instrument, Transport transport) {
                            return models.objection(instrument, transport);
                        }

                        @Override
                        public Point point(LineConfig.Instrument instrument, Transport transport) {
                            if (failures.getAndIncrement() == 0) {
                                throw new IllegalArgumentException("the model is gone");
                            }
                            return models.point(instrument, transport);
                        }
                    },
                    bench.shared(),
                    InstantSource.system(),
                    "gateway-1");
            poller.start();

            await(
                    "the line",
                    () -> assertThat(bench.shown("SMOKE-1").answered()).isPositive());
            assertThat(bench.count("plumewatch.events", "event", "file_refused"))
                    .isEqualTo(1);
            await("no trouble", () -> assertThat(poller.trouble()).isEmpty());
        }
    }

    @Test
    void keepsTheOldLinesWhenTheNewFileIsBroken() throws Exception {
        try (var opacimeter = new FakeInstrument(2, question -> IDLE)) {
            write(line("a", "rawTcp", opacimeter.port(), "SMOKE-1", "mqy-200@1", "{}"));
            await(
                    "the line",
                    () -> assertThat(bench.shown("SMOKE-1").answered()).isPositive());

            Files.writeString(file, "{\"lines\":[{\"name\":\"a\"}]}");
            await(
                    "the trouble",
                    () -> assertThat(poller.trouble())
                            .isEqualTo("lines[0].transport is missing but must be an object"));
            long before = bench.shown("SMOKE-1").answered();
            await(
                    "more answers",
                    () -> assertThat(bench.shown("SMOKE-1").answered()).isGreaterThan(before));
            assertThat(bench.count("plumewatch.events", "event", "file_refused"))
                    .isEqualTo(1);

            write("");
            await("no trouble", () -> assertThat(poller.trouble()).isEmpty());
        }
    }

    /** An opacimeter that rests, accelerates twice, and rests for ever. */
    private static final class Course {
        private final AtomicInteger asked = new AtomicInteger();

        byte[] next() {
            int at = asked.incrementAndGet();
            int accelerated = at >= 20 && at < 80 ? (at / 10) % 2 : 0;
            return answer(
                    100 + accelerated * 150 + at % 3, 24 + accelerated * 40, accelerated == 1 ? 2500 : 700 + at % 5);
        }
    }

    private long tests() {
        return bench.log.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.INSTRUMENT)
                .count();
    }

    private InstrumentPoller poller() {
        var made = new InstrumentPoller(bench.settings, bench.shared(), InstantSource.system(), "gateway-1");
        made.start();
        return made;
    }

    /** Another time of change each time, whatever the file system's resolution. */
    private void write(String lines) throws IOException {
        Path next = directory.resolve("next.json");
        Files.writeString(next, "{\"lines\":[" + lines + "]}");
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(String name, String type, int port, String deviceNo, String model, String overrides) {
        return """
                {"name":"%s","transport":{"type":"%s","host":"127.0.0.1","port":%d},
                 "instruments":[{"deviceNo":"%s","model":"%s","overrides":%s}]}""".formatted(name, type, port, deviceNo, model, overrides);
    }

    private static byte[] answer(int opacityTenths, int absorptionHundredths, int rpm) {
        byte[] answer = new byte[10];
        answer[0] = (byte) 0xA6;
        put(answer, 1, opacityTenths);
        put(answer, 3, absorptionHundredths);
        put(answer, 5, rpm);
        put(answer, 7, 358);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += answer[i];
        }
        answer[9] = (byte) -sum;
        return answer;
    }

    private static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) (word >> 8);
        bytes[at + 1] = (byte) word;
    }

    private static ModbusSlave slave(int port) throws ModbusException, IOException {
        ModbusSlave slave = ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, 2, false);
        var image = new SimpleProcessImage(1);
        for (int i = 0; i < WEATHER.length; i++) {
            image.addRegister(500 + i, new SimpleRegister(WEATHER[i]));
        }
        slave.addProcessImage(1, image);
        slave.open();
        return slave;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
