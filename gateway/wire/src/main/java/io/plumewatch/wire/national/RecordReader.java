package io.plumewatch.wire.national;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.json.Range;
import io.plumewatch.wire.rs.RsWarning;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of one record, read with a code map; names the field when it refuses. */
final class RecordReader {

    private static final int LONGEST_SHOWN = 200;
    private static final int LONGEST_NUMBER = 32;

    private final JsonFields fields;
    private final CodeMap map;

    /** What the unit calls each field that the record has. */
    private final Map<NationalField, String> names = new EnumMap<>(NationalField.class);

    /** What its codes came to. */
    private final Map<NationalField, String> meanings = new EnumMap<>(NationalField.class);

    private final List<RsWarning> warnings = new ArrayList<>();

    RecordReader(JsonFields fields, CodeMap map) {
        this.fields = fields;
        this.map = map;
        for (String name : fields.names()) {
            NationalField.of(map.standardName(name)).ifPresent(field -> names.putIfAbsent(field, name));
        }
    }

    CodeMap map() {
        return map;
    }

    JsonFields fields() {
        return fields;
    }

    /** Returns the text of a field; null when it is absent or holds what the maker writes for nothing. */
    @Nullable
    String text(NationalField field, int max) {
        String text = raw(field);
        if (text != null && !JsonFields.isPrintable(text, max)) {
            throw wrong(Decoded.Reason.OUT_OF_RANGE, field, "1.." + max + " printable characters");
        }
        return text;
    }

    /** Returns a field without which the record is of no use. */
    String required(NationalField field, int max, String expected) {
        String text = text(field, max);
        if (text == null) {
            throw wrong(Decoded.Reason.MISSING_FIELD, field, expected);
        }
        return text;
    }

    @Nullable
    BigDecimal decimal(NationalField field, Range range) {
        String text = raw(field);
        if (text == null) {
            return null;
        }
        BigDecimal number = number(field, text, range);
        if (!range.contains(number.doubleValue())) {
            throw wrong(Decoded.Reason.OUT_OF_RANGE, field, range.toString());
        }
        return number;
    }

    private BigDecimal number(NationalField field, String text, Range range) {
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw wrong(Decoded.Reason.WRONG_TYPE, field, "a number, " + range);
    }

    @Nullable
    Double number(NationalField field, Range range) {
        BigDecimal number = decimal(field, range);
        return number == null ? null : number.doubleValue();
    }

    @Nullable
    Integer whole(NationalField field, Range range) {
        BigDecimal number = decimal(field, range);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw wrong(Decoded.Reason.WRONG_TYPE, field, "a whole number, " + range);
        }
        return number.intValue();
    }

    /** Returns what a code stands for; a code that the list does not have is warned of. */
    @Nullable
    String code(NationalField field, CodeMap.Codes codes) {
        String text = raw(field);
        if (text == null) {
            return null;
        }
        CodeMap.CodeList list = map.list(codes);
        String value = list.values().get(text);
        if (value == null) {
            warn("UNKNOWN_CODE", field, "not in the list of " + map.id() + ", one of " + known(list));
            return null;
        }
        if (list.isGuess(text)) {
            warn("GUESSED_CODE", field, map.id() + " takes it for " + value + " without a confirmed source");
        }
        meanings.put(field, value);
        return value;
    }

    /** Returns whether the map itself is not sure of what the field's code stands for. */
    boolean isGuess(NationalField field, CodeMap.Codes codes) {
        String text = raw(field);
        return text != null && map.list(codes).isGuess(text);
    }

    /** Returns what a code stands for that decides whose vehicle it is: another code means that the map is the wrong one. */
    @Nullable
    String knownCode(NationalField field, CodeMap.Codes codes) {
        String text = raw(field);
        CodeMap.CodeList list = map.list(codes);
        if (text != null && !list.values().containsKey(text)) {
            throw wrong(Decoded.Reason.OUT_OF_RANGE, field, "a code of " + map.id() + ", one of " + known(list));
        }
        return code(field, codes);
    }

    private static String known(CodeMap.CodeList list) {
        return new TreeSet<>(list.values().keySet()).toString();
    }

    /** Returns the time of the first field that the record has. */
    OffsetDateTime time(NationalField... candidates) {
        for (NationalField field : candidates) {
            String text = raw(field);
            if (text != null) {
                return time(field, text);
            }
        }
        throw wrong(Decoded.Reason.MISSING_FIELD, candidates[0], "a time such as 2026-11-22 08:15:02");
    }

    private OffsetDateTime time(NationalField field, String text) {
        for (DateTimeFormatter format : map.timeFormats()) {
            try {
                var parsed = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
                return parsed instanceof OffsetDateTime time ? time : ((LocalDateTime) parsed).atOffset(map.zone());
            } catch (DateTimeException e) {
                // The next form may fit.
            }
        }
        throw wrong(Decoded.Reason.OUT_OF_RANGE, field, "a time such as 2026-11-22 08:15:02");
    }

    void warn(String code, NationalField field, String message) {
        warnings.add(new RsWarning(code, names.getOrDefault(field, field.name()), message));
    }

    List<RsWarning> warnings() {
        return warnings;
    }

    RuntimeException wrong(Decoded.Reason reason, NationalField field, String expected) {
        return fields.wrong(reason, names.getOrDefault(field, field.name()), expected);
    }

    /** Returns everything that came. */
    List<NationalValue> values() {
        var values = new ArrayList<NationalValue>();
        for (String name : fields.names()) {
            NationalField field = NationalField.of(map.standardName(name)).orElse(null);
            String raw = field == null ? "" : fields.optionalScalar(name);
            if (raw != null && field != null) {
                String shown = raw.length() > LONGEST_SHOWN ? raw.substring(0, LONGEST_SHOWN) + "…" : raw;
                values.add(new NationalValue(name, field.meaning(), shown, meanings.get(field), field.unit()));
            }
        }
        return values;
    }

    private @Nullable String raw(NationalField field) {
        String name = names.get(field);
        String text = name == null ? null : fields.optionalScalar(name);
        return text != null && map.means(field.name(), text) ? text.strip() : null;
    }
}
