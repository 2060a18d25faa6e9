package io.plumewatch.wire.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one JSON object from a device: UTF-8, each key once, nothing after the end, bounded in every direction.
 *
 * <p>NaN and Infinity are no JSON, but devices write them; they are read so that the refusal can name the field.
 */
public final class StrictJson {

    /** A pass is about 1.5 KiB; more than this is no message of ours. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 8_192;
    private static final int MAX_DIGITS = 64;
    private static final int MAX_TOKENS = 20_000;

    /** A picture of 1 MiB as base64 text, before it is taken out of its message. */
    private static final int MAX_PICTURE_TEXT = 1_500_000;

    /** A test of five minutes at ten questions a second, each with its bytes, is about 300 KiB. */
    private static final int MAX_PROTOCOL_BYTES = 4 * 1024 * 1024;

    private static final int MAX_PROTOCOL_TOKENS = 400_000;

    private static final JsonMapper MAPPER = mapper(MAX_TEXT, MAX_TOKENS);
    private static final JsonMapper SCANNER = mapper(MAX_PICTURE_TEXT, MAX_TOKENS);
    private static final JsonMapper PROTOCOLS = mapper(MAX_TEXT, MAX_PROTOCOL_TOKENS);

    private StrictJson() {}

    private static JsonMapper mapper(int maxText, int maxTokens) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(maxText)
                .maxNameLength(MAX_TEXT)
                .maxNumberLength(MAX_DIGITS)
                .maxTokenCount(maxTokens)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Reads the object with the given reader; whatever is wrong comes back as {@link Decoded.Bad}. */
    public static <T> Decoded<T> read(byte[] json, Function<JsonFields, T> reader) {
        return read(json, MAX_BYTES, MAPPER, reader);
    }

    /** The same for what a gateway put together of many exchanges with an instrument: at most 4 MiB. */
    public static <T> Decoded<T> readProtocol(byte[] json, Function<JsonFields, T> reader) {
        return read(json, MAX_PROTOCOL_BYTES, PROTOCOLS, reader);
    }

    private static <T> Decoded<T> read(byte[] json, int maxBytes, JsonMapper mapper, Function<JsonFields, T> reader) {
        try {
            JsonNode object = object(json, maxBytes, mapper);
            T value = reader.apply(new JsonFields("", object));
            refuseNonFinite("", object);
            return new Decoded.Ok<>(value);
        } catch (Refusal refusal) {
            return refusal.asBad();
        }
    }

    /** Returns the object, or empty for anything else. */
    static Optional<JsonNode> tree(byte[] json) {
        try {
            return Optional.of(object(json, MAX_BYTES, MAPPER));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    /** Returns a parser with the same bounds but for pictures, for messages that may break further on. */
    static JsonParser parser(byte[] json) {
        return SCANNER.createParser(json);
    }

    private static JsonNode object(byte[] json, int maxBytes, JsonMapper mapper) {
        if (json.length > maxBytes) {
            throw new Refusal(Decoded.Reason.OUT_OF_RANGE, null, "at most " + maxBytes + " bytes");
        }
        JsonNode node = tree(utf8(json), mapper);
        if (!node.isObject()) {
            throw malformed("one JSON object");
        }
        return node;
    }

    private static String utf8(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("UTF-8 text");
        }
    }

    private static JsonNode tree(String json, JsonMapper mapper) {
        try {
            return mapper.readTree(json);
        } catch (StreamConstraintsException e) {
            var bounds = mapper.tokenStreamFactory().streamReadConstraints();
            throw malformed("JSON of at most " + MAX_DEPTH + " levels, " + bounds.getMaxTokenCount() + " tokens, "
                    + MAX_TEXT + " characters a text and " + MAX_DIGITS + " digits a number");
        } catch (JacksonException e) {
            // Jackson's own message may quote the payload, and so a plate; the place is enough to find the fault.
            throw malformed(
                    String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                            ? "each key once in an object" + place(e)
                            : "JSON (RFC 8259)" + place(e));
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : "; wrong at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static Refusal malformed(String expected) {
        return new Refusal(Decoded.Reason.MALFORMED_JSON, null, expected);
    }

    private static void refuseNonFinite(String path, JsonNode node) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            throw new Refusal(Decoded.Reason.OUT_OF_RANGE, path, "a finite number");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            refuseNonFinite(path.isEmpty() ? property.getKey() : path + "." + property.getKey(), property.getValue());
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseNonFinite(path + "[" + i + "]", node.get(i));
            }
        }
    }
}
