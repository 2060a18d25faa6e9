package io.plumewatch.wire.json;

import static io.plumewatch.wire.json.Decoded.Reason.MISSING_FIELD;
import static io.plumewatch.wire.json.Decoded.Reason.OUT_OF_RANGE;
import static io.plumewatch.wire.json.Decoded.Reason.WRONG_TYPE;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one JSON object, read one by one; each method names the field when it refuses.
 *
 * <p>An explicit {@code null} is an absent field. Fields that nobody asks for are ignored.
 */
public final class JsonFields {

    /** Years outside of this are no clock at all; a clock that is merely wrong is judged by the gateway. */
    private static final Range YEARS = new Range(1900, 9999, "");

    private static final String TIME = "a time with offset such as 2026-11-22T08:15:02.120+08:00";

    private final String path;
    private final JsonNode object;

    JsonFields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /** Returns the text of a required field that the predicate accepts. */
    public String text(String name, Predicate<String> allowed, String expected) {
        return required(name, expected, optionalText(name, allowed, expected));
    }

    /** Returns the text of an optional field that the predicate accepts. */
    public @Nullable String optionalText(String name, Predicate<String> allowed, String expected) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw refusal(WRONG_TYPE, name, "a text: " + expected);
        }
        String text = node.stringValue();
        if (!allowed.test(text)) {
            throw refusal(OUT_OF_RANGE, name, expected);
        }
        return text;
    }

    /** Returns a required text of 1..{@code max} printable characters. */
    public String printable(String name, int max) {
        return text(name, Printable.upTo(max), Printable.expected(max));
    }

    /** Returns an optional text of 1..{@code max} printable characters. */
    public @Nullable String optionalPrintable(String name, int max) {
        return optionalText(name, Printable.upTo(max), Printable.expected(max));
    }

    /** Returns whether the text has 1..{@code max} characters that can be shown, logged and stored. */
    public static boolean isPrintable(String text, int max) {
        return Printable.upTo(max).test(text);
    }

    /** Returns a text or number as text, for devices that write numbers either way. */
    public @Nullable String optionalScalar(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isString() && !node.isNumber()) {
            throw refusal(WRONG_TYPE, name, "a text or a number");
        }
        return node.asString();
    }

    /** Returns the names of all fields, in the order in which they came. */
    public List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    /** Returns what to throw to refuse a field by a rule that this class does not know. */
    public RuntimeException wrong(Decoded.Reason reason, String name, String expected) {
        return refusal(reason, name, expected);
    }

    /** Returns a required number. */
    public double number(String name, Range range) {
        return required(name, range.toString(), optionalNumber(name, range));
    }

    /** Returns an optional number. */
    public @Nullable Double optionalNumber(String name, Range range) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw refusal(WRONG_TYPE, name, "a number, " + range);
        }
        double value = node.doubleValue();
        if (!range.contains(value)) {
            throw refusal(OUT_OF_RANGE, name, range.toString());
        }
        return value;
    }

    /** Returns an optional whole number. */
    public @Nullable Long optionalWhole(String name, Range range) {
        Double value = optionalNumber(name, range);
        if (value == null) {
            return null;
        }
        if (value != Math.rint(value)) {
            throw refusal(WRONG_TYPE, name, "a whole number, " + range);
        }
        return value.longValue();
    }

    /** Returns an optional truth value; absent is false. */
    public boolean flag(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw refusal(WRONG_TYPE, name, "true or false");
        }
        return node.booleanValue();
    }

    /** Returns a required time with offset. */
    public OffsetDateTime time(String name) {
        return required(name, TIME, optionalTime(name));
    }

    /** Returns an optional time with offset. */
    public @Nullable OffsetDateTime optionalTime(String name) {
        return parsed(name, TIME, OffsetDateTime::parse, OffsetDateTime::getYear);
    }

    /** Returns an optional date. */
    public @Nullable LocalDate optionalDate(String name) {
        return parsed(name, "a date such as 2026-11-22", LocalDate::parse, LocalDate::getYear);
    }

    /** Returns a required constant. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return required(name, expected(type), optionalConstant(name, type));
    }

    /** Returns an optional constant. */
    public <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type) {
        String text = optionalText(name, value -> find(type, value).isPresent(), expected(type));
        return text == null ? null : find(type, text).orElse(null);
    }

    /** Reads a required object; of an absent one the first required field is named, for example {@code plate.number}. */
    public <T> T object(String name, Function<JsonFields, T> reader) {
        JsonNode node = present(name);
        return reader.apply(fields(pathOf(name), node == null ? JsonNodeFactory.instance.objectNode() : node));
    }

    /** Returns an optional object. */
    public <T> @Nullable T optionalObject(String name, Function<JsonFields, T> reader) {
        JsonNode node = present(name);
        return node == null ? null : reader.apply(fields(pathOf(name), node));
    }

    /** Returns an optional array of objects; absent is empty. */
    public <T> List<T> objects(String name, int max, Function<JsonFields, T> reader) {
        JsonNode node = present(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw refusal(WRONG_TYPE, name, "an array of objects");
        }
        if (node.size() > max) {
            throw refusal(OUT_OF_RANGE, name, "at most " + max + " items");
        }
        var items = new ArrayList<T>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(reader.apply(fields(pathOf(name) + "[" + i + "]", node.get(i))));
        }
        return items;
    }

    private static JsonFields fields(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new Refusal(WRONG_TYPE, path, "an object");
        }
        return new JsonFields(path, node);
    }

    private <T> @Nullable T parsed(
            String name, String expected, Function<String, T> parser, Function<T, Integer> year) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw refusal(WRONG_TYPE, name, expected);
        }
        try {
            T value = parser.apply(node.stringValue());
            if (YEARS.contains(year.apply(value))) {
                return value;
            }
        } catch (DateTimeException e) {
            // Refused below, in the words of the contract.
        }
        throw refusal(OUT_OF_RANGE, name, expected);
    }

    private @Nullable JsonNode present(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <T> T required(String name, String expected, @Nullable T value) {
        if (value == null) {
            throw refusal(MISSING_FIELD, name, expected);
        }
        return value;
    }

    private Refusal refusal(Decoded.Reason reason, String name, String expected) {
        return new Refusal(reason, pathOf(name), expected);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    private static <E extends Enum<E>> String expected(Class<E> type) {
        return "one of " + Arrays.toString(type.getEnumConstants());
    }
}
