package io.plumewatch.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** What a JSON message says, whatever its key order, white space and number format. */
public final class JsonContent {

    private JsonContent() {}

    /**
     * Returns the SHA-256 (lower-case hex) of the object's content without the named top-level fields. Explicit nulls
     * count as absent; of what is no JSON object the bytes themselves are hashed.
     */
    public static String hash(byte[] json, Set<String> without) {
        Optional<JsonNode> object = StrictJson.tree(json);
        if (object.isEmpty()) {
            return sha256(json);
        }
        var text = new StringBuilder();
        append(text, object.get(), without);
        return sha256(text.toString().getBytes(UTF_8));
    }

    /** Returns the text of a top-level field, as far as the message can be read at all. */
    public static Optional<String> topLevelText(byte[] json, String field) {
        try (JsonParser parser = StrictJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = field.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // The message broke before the field came.
        }
        return Optional.empty();
    }

    /**
     * Replaces texts of the top level and leaves every other byte as it is.
     *
     * @param replacement gives the new text of (field, text), or null to keep it; must need no escaping
     * @return the same bytes when nothing is replaced or the message breaks somewhere
     */
    public static byte[] replaceTexts(byte[] json, BiFunction<String, String, @Nullable String> replacement) {
        var out = new ByteArrayOutputStream(json.length);
        int done = 0;
        try (JsonParser parser = StrictJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return json;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    String text = replacement.apply(name, parser.getString());
                    int end = (int) parser.currentLocation().getByteOffset();
                    if (text != null) {
                        out.write(json, done, start - done);
                        out.writeBytes(('"' + text + '"').getBytes(UTF_8));
                        done = end;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return json;
        }
        out.write(json, done, json.length - done);
        return out.toByteArray();
    }

    private static void append(StringBuilder text, JsonNode node, Set<String> without) {
        if (node.isObject()) {
            appendObject(text, node, without);
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(item -> append(text, item, Set.of()));
            text.append(']');
        } else if (node.isNumber()) {
            text.append(node.doubleValue()).append(',');
        } else {
            text.append(node).append(',');
        }
    }

    private static void appendObject(StringBuilder text, JsonNode node, Set<String> without) {
        var sorted = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isNull() && !without.contains(property.getKey())) {
                sorted.put(property.getKey(), property.getValue());
            }
        }
        text.append('{');
        sorted.forEach((name, value) -> {
            text.append(name.length()).append(':').append(name).append('=');
            append(text, value, Set.of());
        });
        text.append('}');
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
