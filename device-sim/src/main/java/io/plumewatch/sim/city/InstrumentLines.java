package io.plumewatch.sim.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The instruments that a city's gateway polls: one of each sort, at the check point of Jiaozuo. While nobody plays them,
 * or nobody has registered them, the gateway finds nobody there, which harms nothing.
 */
public final class InstrumentLines {

    public static final String OPACIMETER = "OPA-410800-1";
    public static final String GAS_BENCH = "GAS-410800-1";
    public static final String WEATHER_STATION = "WX-410800-1";

    public static final String OPACIMETER_MODEL = "mqy-200";
    public static final String GAS_BENCH_MODEL = "mqw-50a";
    public static final String WEATHER_MODEL = "renke-weather";

    /** Address of the weather station on its line. */
    public static final int WEATHER_UNIT = 1;

    private InstrumentLines() {}

    /** Writes the file that tells the gateway where they are. */
    static Path write(CityFolder folder, CityPorts ports) {
        Map<String, Object> file = Map.of(
                "lines",
                List.of(
                        line("lane-opacity", "rawTcp", ports.opacimeter(), OPACIMETER, OPACIMETER_MODEL, Map.of()),
                        line("lane-gas", "rawTcp", ports.gasBench(), GAS_BENCH, GAS_BENCH_MODEL, Map.of()),
                        line(
                                "roof",
                                "modbusTcp",
                                ports.weather(),
                                WEATHER_STATION,
                                WEATHER_MODEL,
                                Map.of("unitId", WEATHER_UNIT))));
        Path path = folder.path().resolve("instruments.json");
        try {
            Files.writeString(path, JsonMapper.shared().writeValueAsString(file) + "\n");
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> line(
            String name, String transport, int port, String deviceNo, String model, Map<String, Object> more) {
        var instrument = new LinkedHashMap<>(more);
        instrument.put("deviceNo", deviceNo);
        instrument.put("model", model + "@1");
        return Map.of(
                "name", name,
                "transport", Map.of("type", transport, "host", "127.0.0.1", "port", port),
                "instruments", List.of(instrument));
    }
}
