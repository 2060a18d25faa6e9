package io.plumewatch.gateway.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.instrument.Transport.Serial;
import io.plumewatch.gateway.instrument.Transport.Tcp;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.RegisterMaps;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand in the file of lines, and what is said when something else does. */
class LinesFileTests {

    private static final String WEATHER = """
            {"name":"roof","transport":{"type":"modbusTcp","host":"10.1.2.3","port":502},
             "instruments":[{"deviceNo":"WEATHER-1","model":"renke-weather@1","unitId":7}]}""";
    private static final String OPACIMETER = """
            {"name":"gate","transport":{"type":"rawTcp","host":"serial-1","port":4001},
             "instruments":[{"deviceNo":"SMOKE-1","model":"mqy-200@1"}]}""";
    private static final String SERIAL = """
            {"name":"shed","transport":{"type":"serial","device":"/dev/ttyUSB0","baud":4800,"parity":"even"},
             "instruments":[{"deviceNo":"WEATHER-2","model":"louvre-box@1"}]}""";

    @TempDir
    private Path directory;

    private LinesFile file;

    @BeforeEach
    void start() {
        try (var bench = new PollBench(directory)) {
            file = new LinesFile(bench.settings, new Models(bench.settings, new Counters(new SimpleMeterRegistry())));
        }
    }

    @Test
    void readsLinesOfEveryKind() {
        List<LineConfig> lines = read(WEATHER, OPACIMETER, SERIAL);

        assertThat(lines).extracting(LineConfig::name).containsExactly("roof", "gate", "shed");
        assertThat(lines.get(0).transport()).isEqualTo(new Tcp(Tcp.Kind.MODBUS_TCP, "10.1.2.3", 502));
        assertThat(lines.get(0).instruments().get(0).unitId()).isEqualTo(7);
        assertThat(lines.get(2).transport()).isEqualTo(new Serial("/dev/ttyUSB0", 4800, Serial.Parity.EVEN, 8, 1));
        assertThat(read(WEATHER)).isEqualTo(read(WEATHER));
    }

    @Test
    void acceptsEveryModelThatIsShippedAndCanBeAskedForValues() {
        for (String model : RegisterMaps.shippedIds()) {
            assertThat(read(WEATHER.replace("renke-weather@1", model))).hasSize(1);
        }
        for (String model : BenchCodecs.shippedIds()) {
            if (!model.equals("fasm-5000@1")) {
                assertThat(read(OPACIMETER.replace("mqy-200@1", model))).hasSize(1);
            }
        }
        refuses("knows no request for values", OPACIMETER.replace("mqy-200@1", "fasm-5000@1"));
    }

    @Test
    void saysWhichKeyIsWrongAndWhatWasExpected() {
        refuses(
                "lines[0].transport.port is 99999 but must be a whole number 1..65535",
                WEATHER.replace("502", "99999"));
        refuses("lines[0].transport.type is \"modbus\" but must be one of", WEATHER.replace("modbusTcp", "modbus"));
        refuses("lines[0].transport.host is missing", WEATHER.replace("\"host\":\"10.1.2.3\",", ""));
        refuses(
                "lines[0].transport.baud is not known; expected one of [type, host, port]",
                WEATHER.replace("\"port\":502", "\"port\":502,\"baud\":9600"));
        refuses("lines[0].instruments[0].unit is not known", WEATHER.replace("unitId", "unit"));
        refuses("lines[0].instruments[0].unitId is 0 but must be a whole number 1..247", WEATHER.replace("7}", "0}"));
        refuses(
                "lines[0].instruments[0]: model is \"renke@9\" but there is no such model",
                WEATHER.replace("renke-weather@1", "renke@9"));
        refuses(
                "lines[0].transport.parity is \"even\" but must be one of [NONE, ODD, EVEN]".replace("even", "maybe"),
                SERIAL.replace("even", "maybe"));
        refuses("the file is no JSON at line 1", "{");
    }

    @Test
    void refusesAModelThatTheTransportCannotCarry() {
        refuses("transport.type must be rawTcp or serial", OPACIMETER.replace("rawTcp", "modbusTcp"));
        refuses("transport.type must be modbusTcp, rtuOverTcp or serial", WEATHER.replace("modbusTcp", "rawTcp"));
    }

    @Test
    void refusesWhatStandsThereTwice() {
        refuses("lines[1].name is \"roof\"", WEATHER, SERIAL.replace("shed", "roof"));
        refuses("stands in the file already", WEATHER, SERIAL.replace("WEATHER-2", "WEATHER-1"));
        refuses(
                "lines[1].transport is that of line \"roof\" too",
                WEATHER,
                WEATHER.replace("roof", "attic").replace("WEATHER-1", "WEATHER-3"));
    }

    @Test
    void laysOverridesOverTheModelAndRefusesUnknownOnes() {
        String with = WEATHER.replace("\"unitId\":7", "\"unitId\":7,\"overrides\":%s");
        assertThat(read(with.formatted("{\"pollMs\":2000,\"points\":{\"noiseDb\":null,\"rainMm\":{\"scale\":0.2}}}")))
                .hasSize(1);
        refuses("overrides.points.noise is no point", with.formatted("{\"points\":{\"noise\":null}}"));
        refuses("pollMs", with.formatted("{\"pollMs\":-1}"));
        refuses("overrides must not change version", with.formatted("{\"version\":3}"));
    }

    private List<LineConfig> read(String... lines) {
        return file.read(("{\"lines\":[" + String.join(",", lines) + "]}").getBytes(UTF_8));
    }

    private void refuses(String words, String... lines) {
        assertThatThrownBy(() -> read(lines)).isInstanceOf(BrokenFile.class).hasMessageContaining(words);
    }
}
