package io.plumewatch.gateway.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One object of the file. Every refusal names the path of the key; a key that nobody knows is refused, it may be a typo. */
final class FileEntry {

    private final String path;
    private final JsonNode object;

    FileEntry(String path, JsonNode object) {
        if (!object.isObject()) {
            throw new BrokenFile(
                    (path.isEmpty() ? "the file" : path) + " is " + shown(object) + " but must be an object");
        }
        this.path = path;
        this.object = object;
    }

    String path() {
        return path;
    }

    FileEntry only(String... keys) {
        Set<String> known = Set.of(keys);
        for (String key : object.propertyNames()) {
            if (!known.contains(key)) {
                throw new BrokenFile(of(key) + " is not known; expected one of " + Arrays.toString(keys));
            }
        }
        return this;
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    String text(String key, Pattern allowed, String expected) {
        JsonNode value = required(key, expected);
        if (!value.isString() || !allowed.matcher(value.stringValue()).matches()) {
            throw broken(key, value, expected);
        }
        return value.stringValue();
    }

    int whole(String key, int least, int most) {
        String expected = "a whole number " + least + ".." + most;
        JsonNode value = required(key, expected);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw broken(key, value, expected);
        }
        return value.intValue();
    }

    int whole(String key, int least, int most, int absent) {
        return has(key) ? whole(key, least, most) : absent;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type, E absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = object.get(key);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> value.isString()
                        && constant.name().equals(value.stringValue().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> broken(key, value, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    FileEntry object(String key) {
        return new FileEntry(of(key), required(key, "an object"));
    }

    JsonNode tree(String key) {
        JsonNode value = has(key) ? object.get(key) : JsonNodeFactory.instance.objectNode();
        if (!value.isObject()) {
            throw broken(key, value, "an object");
        }
        return value;
    }

    List<FileEntry> objects(String key, int least, int most) {
        String expected = "an array of " + least + ".." + most + " objects";
        JsonNode value = required(key, expected);
        if (!value.isArray() || value.size() < least || value.size() > most) {
            throw broken(key, value, expected);
        }
        var items = new ArrayList<FileEntry>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(new FileEntry(of(key) + "[" + i + "]", value.get(i)));
        }
        return items;
    }

    BrokenFile broken(String key, String problem) {
        return new BrokenFile(of(key) + " " + problem);
    }

    private JsonNode required(String key, String expected) {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            throw new BrokenFile(of(key) + " is missing but must be " + expected);
        }
        return value;
    }

    private BrokenFile broken(String key, JsonNode value, String expected) {
        return new BrokenFile(of(key) + " is " + shown(value) + " but must be " + expected);
    }

    private static String shown(JsonNode value) {
        if (value.isArray()) {
            return "an array of " + value.size();
        }
        if (value.isObject()) {
            return "an object";
        }
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private String of(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
