package io.plumewatch.wire.national;

import io.plumewatch.wire.log.ProfileNotice;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import io.plumewatch.wire.rs.Plausibility;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads code maps; refuses with the field and what was expected. */
final class CodeMapReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private CodeMapReader() {}

    static CodeMap read(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("code map: expected a JSON object", e);
        }
        String name = node.path("name").asString("");
        int version = node.path("version").asInt(0);
        require(NAME.matcher(name).matches(), "name", "1..40 lower-case letters, digits, hyphens");
        require(version >= 1, "version", "a whole number from 1");
        return new CodeMap(
                name,
                version,
                aliases(node.path("aliases")),
                texts(node.path("absent"), "absent"),
                absentIn(node.path("absentIn")),
                timeFormats(node.path("timeFormats")),
                zone(node.path("zone").asString("+08:00")),
                lists(node.path("lists")),
                map(node.path("pictureRoles"), "pictureRoles"),
                confidencePart(node.path("confidencePart")),
                writing(node.path("numbers").asString("ROUNDED")),
                ProfileNotice.digest(json));
    }

    private static Map<String, String> aliases(JsonNode node) {
        Map<String, String> aliases = map(node, "aliases");
        aliases.forEach((name, standard) ->
                require(NationalField.of(standard).isPresent(), "aliases." + name, "a field of the national tables"));
        return aliases;
    }

    private static Map<String, Set<String>> absentIn(JsonNode node) {
        var absent = new LinkedHashMap<String, Set<String>>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            for (String field : texts(entry.getValue(), "absentIn." + entry.getKey())) {
                absent.computeIfAbsent(field, each -> new LinkedHashSet<>()).add(entry.getKey());
            }
        }
        return absent;
    }

    private static List<DateTimeFormatter> timeFormats(JsonNode node) {
        var formats = new ArrayList<DateTimeFormatter>();
        for (String pattern : texts(node, "timeFormats")) {
            try {
                formats.add(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw wrong("timeFormats", "patterns such as uuuu-MM-dd HH:mm:ss");
            }
        }
        require(!formats.isEmpty(), "timeFormats", "one pattern at least");
        return formats;
    }

    private static ZoneOffset zone(String text) {
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            throw wrong("zone", "an offset such as +08:00");
        }
    }

    private static Map<CodeMap.Codes, CodeMap.CodeList> lists(JsonNode node) {
        var lists = new EnumMap<CodeMap.Codes, CodeMap.CodeList>(CodeMap.Codes.class);
        for (CodeMap.Codes codes : CodeMap.Codes.values()) {
            String field = "lists." + jsonName(codes);
            JsonNode list = node.path(jsonName(codes));
            if (!list.isMissingNode()) {
                Map<String, String> values = map(list.path("values"), field);
                values.forEach((code, value) ->
                        require(allowed(codes).test(value), field + "." + code, "a value of this list, not " + value));
                lists.put(
                        codes,
                        new CodeMap.CodeList(
                                confidence(list.path("confidence").asString(""), field),
                                values,
                                texts(list.path("guesses"), field)));
            }
        }
        return lists;
    }

    /** Returns {@code plateColors} for {@code PLATE_COLORS}. */
    private static String jsonName(CodeMap.Codes codes) {
        var name = new StringBuilder();
        for (String word : codes.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static Predicate<String> allowed(CodeMap.Codes codes) {
        return switch (codes) {
            case PLATE_COLORS -> value -> isConstant(PlateColor.values(), value);
            case PLATE_TYPES -> value -> PlateType.of(value).isPresent();
            case VERDICTS -> value -> isConstant(DeviceVerdict.values(), value);
            case OUTCOMES -> value -> value.equals("PASS") || value.equals("FAIL");
            case WIND_DIRECTIONS -> value -> value.matches("[0-9]{1,3}(\\.[0-9])?");
            case BODY_COLORS, FUELS, DIRECTIONS, GAS_CLASSES -> value -> !value.isBlank();
        };
    }

    private static boolean isConstant(Enum<?>[] constants, String value) {
        return Arrays.stream(constants).anyMatch(constant -> constant.name().equals(value));
    }

    private static CodeMap.Confidence confidence(String text, String field) {
        return Arrays.stream(CodeMap.Confidence.values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(field + ".confidence", "HIGH, MEDIUM or GUESS"));
    }

    private static double confidencePart(JsonNode node) {
        require(node.isNumber() && node.doubleValue() > 0 && node.doubleValue() <= 1, "confidencePart", "0..1");
        return node.doubleValue();
    }

    private static Plausibility.Writing writing(String text) {
        return switch (text) {
            case "ROUNDED" -> Plausibility.Writing.ROUNDED;
            case "TRUNCATED" -> Plausibility.Writing.TRUNCATED;
            default -> throw wrong("numbers", "ROUNDED or TRUNCATED");
        };
    }

    private static Map<String, String> map(JsonNode node, String field) {
        require(node.isMissingNode() || node.isObject(), field, "an object of texts");
        var map = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            require(entry.getValue().isString(), field + "." + entry.getKey(), "a text");
            map.put(entry.getKey(), entry.getValue().stringValue());
        }
        return map;
    }

    private static Set<String> texts(JsonNode node, String field) {
        require(node.isMissingNode() || node.isArray(), field, "an array of texts");
        var texts = new LinkedHashSet<String>();
        for (JsonNode text : node) {
            require(text.isString(), field, "an array of texts");
            texts.add(text.stringValue());
        }
        return texts;
    }

    private static void require(boolean given, String field, String expected) {
        if (!given) {
            throw wrong(field, expected);
        }
    }

    private static IllegalArgumentException wrong(String field, String expected) {
        return new IllegalArgumentException("code map, field " + field + ": expected " + expected);
    }
}
