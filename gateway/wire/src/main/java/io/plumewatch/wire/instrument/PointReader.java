package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one point of a register map. */
final class PointReader {

    private static final Pattern RAW = Pattern.compile("[0-9A-Fa-f]{1,16}");
    private static final String RAW_EXPECTED = "hex digits as in 7FFF";
    private static final int MAX_REPORT_MILLIS = 3_600_000;

    private static final String[] KEYS = {
        "key",
        "fc",
        "address",
        "bit",
        "type",
        "order",
        "scale",
        "offset",
        "decimalsFrom",
        "unit",
        "canonicalUnit",
        "invalidRaw",
        "min",
        "max",
        "rateMax",
        "statusMap",
        "zeroMeansAbsent",
        "varies",
        "hj212Code",
        "deadband",
        "reportMs"
    };

    private PointReader() {}

    static Point read(MapFields fields, int base, WordOrder order) {
        fields.allowOnly(KEYS);
        String key = ModelFields.key(fields);
        int fc = fields.whole("fc", 1, 4);
        PointType type = PointType.of(fields.text("type", PointType.EXPECTED))
                .orElseThrow(() -> fields.wrong("type", PointType.EXPECTED));
        boolean bits = type.kind() == PointType.Kind.BITS;
        fields.require(fc > 2 || bits, "type", "bits, as fc " + fc + " reads single bits");
        fields.require(!fields.has("bit") || bits && fc > 2, "bit", "no bit, unless type is bits and fc is 3 or 4");
        BigDecimal scale = fields.number("scale", BigDecimal.ONE);
        BigDecimal min = fields.optionalNumber("min");
        BigDecimal max = fields.optionalNumber("max");
        fields.require(min == null || max == null || min.compareTo(max) < 0, "max", "a number above min");
        fields.require(scale.signum() != 0, "scale", "a number other than 0");
        String unit = unit(fields, "unit", "");
        String canonical = unit(fields, "canonicalUnit", unit);
        fields.require(
                MeasuringUnit.converts(unit, canonical), "canonicalUnit", "a unit of what " + unit + " measures");
        int address = RegisterMapReader.address(fields, "address", base);
        fields.require(
                address + type.registers() - 1 <= Block.LAST_ADDRESS,
                "address",
                "room for " + type.registers() + " registers below " + (Block.LAST_ADDRESS + base));
        return new Point(
                key,
                fc,
                address,
                fields.has("bit") ? fields.whole("bit", 0, 15) : null,
                type,
                fields.constant("order", WordOrder.class, order),
                scale,
                fields.number("offset", BigDecimal.ZERO),
                fields.has("decimalsFrom") ? RegisterMapReader.address(fields, "decimalsFrom", base) : null,
                unit,
                canonical,
                invalidRaw(fields),
                min,
                max,
                positive(fields, "rateMax"),
                statusMap(fields),
                fields.flag("zeroMeansAbsent"),
                fields.flag("varies"),
                fields.optionalText("hj212Code"),
                positive(fields, "deadband"),
                fields.has("reportMs") ? Duration.ofMillis(fields.whole("reportMs", 50, MAX_REPORT_MILLIS)) : null);
    }

    static String unit(MapFields fields, String key, String absent) {
        String expected = "one of " + MeasuringUnit.symbols();
        String unit = fields.has(key) ? fields.node().path(key).asString("?") : absent;
        fields.require(MeasuringUnit.converts(unit, unit), key, expected);
        return unit;
    }

    private static @Nullable BigDecimal positive(MapFields fields, String key) {
        BigDecimal number = fields.optionalNumber(key);
        fields.require(number == null || number.signum() > 0, key, "a number above 0");
        return number;
    }

    static Set<Long> invalidRaw(MapFields fields) {
        var raws = new HashSet<Long>();
        for (String text : fields.texts("invalidRaw")) {
            raws.add(raw(fields, "invalidRaw", text));
        }
        return Set.copyOf(raws);
    }

    private static Map<Long, String> statusMap(MapFields fields) {
        if (!fields.has("statusMap")) {
            return Map.of();
        }
        MapFields map = fields.object("statusMap");
        var states = new LinkedHashMap<Long, String>();
        for (String raw : map.keys()) {
            states.put(raw(fields, "statusMap", raw), map.text(raw, "the name of a state"));
        }
        return Map.copyOf(states);
    }

    static long raw(MapFields fields, String key, String text) {
        fields.require(RAW.matcher(text).matches(), key, RAW_EXPECTED);
        return Long.parseUnsignedLong(text, 16);
    }
}
