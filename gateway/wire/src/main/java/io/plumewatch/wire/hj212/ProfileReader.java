package io.plumewatch.wire.hj212;

import io.plumewatch.wire.log.ProfileNotice;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads unit profiles; refuses with the field and what was expected. */
final class ProfileReader {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "version",
            "remark",
            "units",
            "aliases",
            "minuteIntervalMinutes",
            "maxSegmentBytes",
            "modbusCrc",
            "encryption",
            "usableFlags",
            "unflaggedUsable",
            "guesses");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The profiles that come with the program, by {@code name@version}. Read last: reading needs the fields above. */
    static final Map<String, UnitProfile> SHIPPED =
            shipped("ambient@1", "standard-2017@1", "dust-ng@1", "legacy-2005@1", "ambient-sm4@1", "ambient-sm4-hex@1");

    private ProfileReader() {}

    private static Map<String, UnitProfile> shipped(String... ids) {
        var profiles = new LinkedHashMap<String, UnitProfile>();
        for (String id : ids) {
            profiles.put(id, read(Resource.read(id + ".json")));
        }
        return Collections.unmodifiableMap(profiles);
    }

    static UnitProfile read(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("unit profile: expected a JSON object", e);
        }
        for (String field : node.propertyNames()) {
            require(FIELDS.contains(field), field, "one of " + List.copyOf(FIELDS));
        }
        String name = node.path("name").asString("");
        require(NAME.matcher(name).matches(), "name", "1..40 lower-case letters, digits, hyphens");
        return new UnitProfile(
                name,
                number(node, "version", 1, 9_999, null),
                units(node.path("units")),
                aliases(node.path("aliases")),
                minutes(node),
                number(node, "maxSegmentBytes", Hj212Frame.MAX_SEGMENT, Hj212FrameCutter.MAX_SEGMENT, 1_024),
                bool(node, "modbusCrc"),
                encryption(node.path("encryption")),
                flags(node.path("usableFlags")),
                bool(node, "unflaggedUsable"),
                ProfileNotice.digest(json));
    }

    private static Duration minutes(JsonNode node) {
        int minutes = number(node, "minuteIntervalMinutes", 1, 30, null);
        require(60 % minutes == 0, "minuteIntervalMinutes", "a divisor of 60 up to 30");
        return Duration.ofMinutes(minutes);
    }

    private static Map<String, AirUnit> units(JsonNode node) {
        require(node.isObject() && !node.isEmpty(), "units", "an object of factor codes and units");
        return map(node, "units", (field, text) -> {
            var unit = AirUnit.of(text).orElseThrow(() -> wrong(field, "a unit such as µg/m³"));
            var code = field.substring("units.".length());
            require(
                    AirFactors.of(code)
                            .filter(known -> unit.convertsTo(known.unit()))
                            .isPresent(),
                    field,
                    "a known factor, and a unit of its quantity");
            return unit;
        });
    }

    private static Map<String, String> aliases(JsonNode node) {
        require(node.isMissingNode() || node.isObject(), "aliases", "an object of names and factor codes");
        var aliases = new LinkedHashMap<String, String>();
        map(
                        node,
                        "aliases",
                        (field, text) -> AirFactors.of(text)
                                .orElseThrow(() -> wrong(field, "the code of a known factor"))
                                .code())
                .forEach((name, code) -> aliases.put(name.toLowerCase(Locale.ROOT), code));
        return aliases;
    }

    private interface Entry<T> {
        T read(String field, String text);
    }

    private static <T> Map<String, T> map(JsonNode node, String name, Entry<T> reader) {
        var map = new LinkedHashMap<String, T>();
        node.properties()
                .forEach(entry -> map.put(
                        entry.getKey(),
                        reader.read(
                                name + "." + entry.getKey(), entry.getValue().asString(""))));
        return map;
    }

    private static Sm4Content.@Nullable Form encryption(JsonNode node) {
        return switch (node.asString("NONE")) {
            case "NONE" -> null;
            case "RAW" -> Sm4Content.Form.RAW;
            case "HEX" -> Sm4Content.Form.HEX;
            default -> throw wrong("encryption", "NONE, RAW or HEX");
        };
    }

    private static Set<String> flags(JsonNode node) {
        require(node.isArray() && !node.isEmpty(), "usableFlags", "a list of marks of one character");
        var flags = new LinkedHashSet<String>();
        for (JsonNode flag : node) {
            require(flag.asString("").length() == 1, "usableFlags", "marks of one character");
            flags.add(flag.asString());
        }
        return flags;
    }

    private static int number(JsonNode node, String field, int low, int high, @Nullable Integer absent) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() && absent != null) {
            return absent;
        }
        require(value.isInt() && value.intValue() >= low && value.intValue() <= high, field, low + ".." + high);
        return value.intValue();
    }

    private static boolean bool(JsonNode node, String field) {
        JsonNode value = node.path(field);
        require(value.isMissingNode() || value.isBoolean(), field, "true or false");
        return value.isBoolean() && value.booleanValue();
    }

    private static void require(boolean given, String field, String expected) {
        if (!given) {
            throw wrong(field, expected);
        }
    }

    private static IllegalArgumentException wrong(String field, String expected) {
        return new IllegalArgumentException("unit profile, field " + field + ": expected " + expected);
    }
}
