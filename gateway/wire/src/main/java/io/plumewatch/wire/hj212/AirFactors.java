package io.plumewatch.wire.hj212;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The factors that we know, from {@code factors@1.json}. */
public final class AirFactors {

    private static final Map<String, AirFactor> BY_CODE = read();

    private AirFactors() {}

    /** Returns the factor with this code, in whatever case. */
    public static Optional<AirFactor> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code.toLowerCase(Locale.ROOT)));
    }

    /** Returns all of them, in the order of the table. */
    public static Collection<AirFactor> all() {
        return BY_CODE.values();
    }

    private static Map<String, AirFactor> read() {
        var factors = new LinkedHashMap<String, AirFactor>();
        var table = JsonMapper.builder().build().readTree(Resource.read("factors@1.json"));
        for (JsonNode row : table.path("factors")) {
            String code = row.path("code").stringValue();
            var factor = new AirFactor(
                    code,
                    row.path("name").stringValue(),
                    unit(row, "unit"),
                    unit(row, "standardUnit"),
                    row.path("min").decimalValue(),
                    row.path("max").decimalValue(),
                    row.path("typicalMin").decimalValue(),
                    row.path("typicalMax").decimalValue());
            factors.put(code.toLowerCase(Locale.ROOT), factor);
        }
        return Collections.unmodifiableMap(factors);
    }

    private static AirUnit unit(JsonNode row, String field) {
        String symbol = row.path(field).stringValue();
        return AirUnit.of(symbol)
                .orElseThrow(() -> new IllegalArgumentException("factors@1.json: unknown unit " + symbol));
    }
}
