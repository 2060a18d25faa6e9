package io.plumewatch.enforcement.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a JSON object field by field and collects what is wrong, so that one answer names every mistake and its place
 * ({@code [17].plate.number}). Unknown fields are ignored; JSON null counts as absent.
 *
 * <p>Getters of required fields return a harmless value after a mistake; call {@link #refuseIfWrong()} before any use.
 */
public final class Fields {

    private static final Pattern AREA_CODE = Pattern.compile("[0-9]{6}");
    private static final ZoneId LAW_ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_ERRORS = 100;

    private final JsonNode node;
    private final String path;
    private final List<Refusal.FieldError> errors;

    private Fields(JsonNode node, String path, List<Refusal.FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
        if (!node.isObject()) {
            wrong("", "must be an object");
        }
    }

    /** Reads one object. */
    public static Fields of(JsonNode body) {
        return new Fields(body, "", new ArrayList<>());
    }

    /** Reads one object or an array of them; all share one list of mistakes. */
    public static List<Fields> oneOrMany(JsonNode body, int most) {
        if (!body.isArray()) {
            return List.of(of(body));
        }
        if (body.isEmpty() || body.size() > most) {
            throw Refusal.badRequest("INVALID_INPUT", "", "must hold 1.." + most + " objects");
        }
        List<Refusal.FieldError> errors = new ArrayList<>();
        List<Fields> all = new ArrayList<>(body.size());
        for (JsonNode item : body) {
            all.add(new Fields(item, "[" + all.size() + "]", errors));
        }
        return all;
    }

    /** Returns an object within this one. */
    public Fields object(String name) {
        JsonNode value = value(name);
        return new Fields(value == null ? JsonNodeFactory.instance.objectNode() : value, at(name), errors);
    }

    /** Returns the objects of an array within this one; none when it is absent. */
    public List<Fields> objects(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        List<Fields> all = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                all.add(new Fields(item, at(name) + "[" + all.size() + "]", errors));
            }
        } else {
            wrong(name, "must be an array");
        }
        return all;
    }

    /** Returns a text of 1..longest characters that are not all blank, without blanks at its ends. */
    public String text(String name, int longest) {
        String text = optionalText(name, longest);
        return text == null ? required(name, "") : text;
    }

    public @Nullable String optionalText(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > longest || text.indexOf('\0') >= 0) {
            wrong(name, "must be a text of 1.." + longest + " characters");
            return "";
        }
        return text;
    }

    /** Returns a text that fits a pattern; {@code expected} completes "must be ...". */
    public String text(String name, Pattern pattern, String expected) {
        String text = optionalText(name, pattern, expected);
        return text == null ? required(name, "") : text;
    }

    public @Nullable String optionalText(String name, Pattern pattern, String expected) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        String text = value.isString() ? value.stringValue().strip() : "";
        if (!pattern.matcher(text).matches()) {
            wrong(name, "must be " + expected);
        }
        return text;
    }

    public String areaCode(String name) {
        return text(name, AREA_CODE, "a GB/T 2260 area code of 6 digits");
    }

    /** Returns one or more area codes. */
    public List<String> areaCodes(String name) {
        List<String> codes = texts(name);
        if (!codes.stream().allMatch(code -> AREA_CODE.matcher(code).matches())) {
            wrong(name, "must hold GB/T 2260 area codes of 6 digits");
        }
        return codes;
    }

    public double number(String name, double least, double most) {
        Double number = optionalNumber(name, least, most);
        return number == null ? required(name, least) : number;
    }

    public @Nullable Double optionalNumber(String name, double least, double most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            wrong(name, "must be a number in " + least + ".." + most);
            return least;
        }
        return number;
    }

    public @Nullable Integer optionalInteger(String name, int least, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            wrong(name, "must be a whole number in " + least + ".." + most);
            return least;
        }
        return value.intValue();
    }

    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return required(name, false);
        }
        if (!value.isBoolean()) {
            wrong(name, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    public @Nullable LocalDate optionalDate(String name) {
        String text = optionalText(name, 40);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            wrong(name, "must be a date such as 2026-11-22");
            return null;
        }
    }

    /** Returns a point in time; a plain date is its first moment in China. */
    public @Nullable Instant optionalInstant(String name) {
        String text = optionalText(name, 40);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-11-22".length()
                    ? LocalDate.parse(text).atStartOfDay(LAW_ZONE).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            wrong(name, "must be a time with offset such as 2026-11-22T08:15:02+08:00");
            return null;
        }
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return optionalChoice(name, type).orElseGet(() -> required(name, type.getEnumConstants()[0]));
    }

    public <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<E> choice = constant(value.isString() ? value.stringValue() : "", type);
        if (choice.isEmpty()) {
            wrong(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
        }
        return choice.or(() -> Optional.of(type.getEnumConstants()[0]));
    }

    /** Returns one or more constants. */
    public <E extends Enum<E>> List<E> enums(String name, Class<E> type) {
        List<Optional<E>> constants =
                texts(name).stream().map(text -> constant(text, type)).toList();
        if (constants.stream().anyMatch(Optional::isEmpty)) {
            wrong(name, "must hold only " + Arrays.toString(type.getEnumConstants()));
        }
        return constants.stream().flatMap(Optional::stream).toList();
    }

    /** Notes a mistake of this object's field; the text completes "field ...". */
    public void wrong(String name, String message) {
        errors.add(new Refusal.FieldError(name.isEmpty() ? path : at(name), message));
    }

    /** Throws the 400 that names all mistakes, of this object and of those it was read with. */
    public void refuseIfWrong() {
        if (!errors.isEmpty()) {
            throw Refusal.badRequest(List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS))));
        }
    }

    private List<String> texts(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isArray() || value.isEmpty()) {
            return required(name, List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            texts.add(item.isString() ? item.stringValue() : "");
        }
        return texts;
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> T required(String name, T harmless) {
        wrong(name, "is required");
        return harmless;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <E extends Enum<E>> Optional<E> constant(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst();
    }
}
