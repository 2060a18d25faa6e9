package io.plumewatch.sim.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one event. */
final class CaptureJson {

    static final JsonMapper JSON = JsonMapper.shared();

    private CaptureJson() {}

    static String write(CaptureEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", event.atMillis());
        line.put("via", event.channel().name());
        put(line, "connection", event.connection());
        put(line, "device", event.device());
        put(line, "port", event.port());
        line.put("step", event.step().name());
        put(line, "name", event.name());
        put(line, "type", event.type());
        put(line, "encoding", event.encoding());
        put(line, "status", event.status());
        if (event.bytes().length > 0) {
            text(event.bytes())
                    .ifPresentOrElse(
                            text -> line.put("text", text),
                            () -> line.put("base64", Base64.getEncoder().encodeToString(event.bytes())));
        }
        return JSON.writeValueAsString(line);
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException saying which field is not as it should be
     */
    static CaptureEvent read(JsonNode line) {
        JsonNode at = line.path("at");
        if (!at.isIntegralNumber() || at.asLong() < 0) {
            throw new IllegalArgumentException("'at' must be milliseconds since the start");
        }
        return new CaptureEvent(
                at.asLong(),
                constant(Channel.class, line, "via"),
                number(line, "connection"),
                string(line, "device"),
                constant(Step.class, line, "step"),
                string(line, "name"),
                string(line, "type"),
                string(line, "encoding"),
                number(line, "status"),
                number(line, "port"),
                bytes(line));
    }

    private static byte[] bytes(JsonNode line) {
        String text = string(line, "text");
        if (text != null) {
            return text.getBytes(UTF_8);
        }
        String base64 = string(line, "base64");
        return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode line, String field) {
        String name = string(line, field);
        try {
            return Enum.valueOf(type, String.valueOf(name).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + field + "' is " + name + " but must be one of " + Arrays.toString(type.getEnumConstants()),
                    e);
        }
    }

    private static @Nullable String string(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("'" + field + "' must be a string");
        }
        return value.asString();
    }

    private static @Nullable Integer number(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt()) {
            throw new IllegalArgumentException("'" + field + "' must be a whole number");
        }
        return value.asInt();
    }

    private static void put(ObjectNode line, String field, @Nullable String value) {
        if (value != null) {
            line.put(field, value);
        }
    }

    private static void put(ObjectNode line, String field, @Nullable Integer value) {
        if (value != null) {
            line.put(field, value.intValue());
        }
    }

    /** Returns bytes as text when nothing is lost by that and a person can read it. */
    private static Optional<String> text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean readable = text.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\r' || c == '\n' || c == '\t');
            return readable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
