package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of one object of a map or model; refuses by the place, the key and what was expected. */
record MapFields(String place, JsonNode node) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Reads a whole file. */
    static MapFields parse(String what, byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + ": expected a JSON object", e);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + ": expected a JSON object");
        }
        return new MapFields(
                what + " " + node.path("name").asString("?") + "@"
                        + node.path("version").asString("?"),
                node);
    }

    IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException(place + ", key " + key + ": expected " + expected);
    }

    void require(boolean given, String key, String expected) {
        if (!given) {
            throw wrong(key, expected);
        }
    }

    /** A misspelt key must not be taken for an absent one. */
    void allowOnly(String... keys) {
        var known = new TreeSet<>(Arrays.asList(keys));
        for (String key : node.propertyNames()) {
            require(known.contains(key), key, "one of " + String.join(", ", known));
        }
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key, String expected) {
        require(node.path(key).isString() && !node.path(key).asString().isBlank(), key, expected);
        return node.path(key).asString();
    }

    @Nullable
    String optionalText(String key) {
        return has(key) ? text(key, "a text") : null;
    }

    int whole(String key, int low, int high) {
        JsonNode value = node.path(key);
        require(value.isInt() && value.intValue() >= low && value.intValue() <= high, key, low + ".." + high);
        return value.intValue();
    }

    int whole(String key, int low, int high, int absent) {
        return has(key) ? whole(key, low, high) : absent;
    }

    Duration millis(String key, int low, int high) {
        return Duration.ofMillis(whole(key, low, high));
    }

    @Nullable
    BigDecimal optionalNumber(String key) {
        require(!has(key) || node.path(key).isNumber(), key, "a number");
        return has(key) ? node.path(key).decimalValue() : null;
    }

    BigDecimal number(String key, BigDecimal absent) {
        BigDecimal number = optionalNumber(key);
        return number == null ? absent : number;
    }

    boolean flag(String key) {
        require(!has(key) || node.path(key).isBoolean(), key, "true or false");
        return node.path(key).asBoolean(false);
    }

    <E extends Enum<E>> E constant(String key, Class<E> type, @Nullable E absent) {
        if (!has(key) && absent != null) {
            return absent;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(node.path(key).asString("")))
                .findFirst()
                .orElseThrow(() -> wrong(key, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        require(!has(key) || node.path(key).isArray(), key, "a list of texts");
        for (JsonNode text : node.path(key)) {
            require(text.isString(), key, "a list of texts");
            texts.add(text.asString());
        }
        return texts;
    }

    /** Returns the objects of a list; each is named by its {@code key}, or else by its place. */
    List<MapFields> objects(String key, String what, int most) {
        require(
                !has(key) || node.path(key).isArray() && node.path(key).size() <= most,
                key,
                "a list of objects, at most " + most);
        var objects = new ArrayList<MapFields>();
        for (JsonNode object : node.path(key)) {
            require(object.isObject(), key, "a list of objects");
            String name = object.path("key").asString("number " + (objects.size() + 1));
            objects.add(new MapFields(place + ", " + what + " " + name, object));
        }
        return objects;
    }

    MapFields object(String key) {
        require(node.path(key).isObject(), key, "an object");
        return new MapFields(place + ", " + key, node.path(key));
    }

    /** Returns the keys of this object. */
    Set<String> keys() {
        return new TreeSet<>(node.propertyNames());
    }
}
