package io.plumewatch.wire.hj212;

import io.plumewatch.wire.hj212.Hj212Decoded.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields in front of the data area, in whatever order and with whatever separator they come. */
final class HeaderReader {

    /** The fields in the order of the standard. */
    static final List<String> FIELDS = List.of("QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO", "RF");

    private static final Pattern QN_TIME = Pattern.compile("\\d{17}");
    private static final Pattern COMMAND = Pattern.compile("[0-9A-Za-z]{1,8}");
    private static final Pattern SYSTEM_TYPE = Pattern.compile("[0-9A-Za-z]{1,4}");
    private static final Pattern EPC = Pattern.compile("[0-9A-F]{24}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** The longest text of a QN, PW or MN: far above what is in use, far below what would hurt. */
    private static final int MAX_TEXT = 64;

    private final Set<Deviation> deviations;
    private final Map<String, String> fields = new LinkedHashMap<>();

    HeaderReader(Set<Deviation> deviations) {
        this.deviations = deviations;
    }

    /** Reads the text before {@code CP=&&}. */
    Hj212Decoded read(String header, List<CpItem> items) {
        split(header);
        var refusal = refusal();
        return refusal != null ? refusal : new Hj212Decoded.Ok(message(items));
    }

    private void split(String header) {
        if (header.isEmpty()) {
            return;
        }
        char last = header.charAt(header.length() - 1);
        if (last != ';' && last != ',') {
            deviations.add(Deviation.NO_SEMICOLON_BEFORE_CP);
        }
        if (header.indexOf(',') >= 0) {
            deviations.add(Deviation.COMMA_IN_HEADER);
        }
        int order = -1;
        for (String part : header.split("[;,]")) {
            int field = put(part);
            if (field >= 0 && field < order) {
                deviations.add(Deviation.HEADER_ORDER);
            }
            order = Math.max(order, field);
        }
    }

    /** Keeps one field and returns its place in the standard's order; -1 for none. */
    private int put(String part) {
        int equals = part.indexOf('=');
        String name = (equals < 0 ? part : part.substring(0, equals)).strip();
        for (int i = 0; i < FIELDS.size() && equals >= 0; i++) {
            if (FIELDS.get(i).equalsIgnoreCase(name)) {
                keep(FIELDS.get(i), name, part, part.substring(equals + 1).strip());
                return i;
            }
        }
        deviations.add(part.isBlank() ? Deviation.EMPTY_ITEM : Deviation.UNKNOWN_HEADER_FIELD);
        return -1;
    }

    private void keep(String field, String name, String part, String value) {
        if (!field.equals(name)) {
            deviations.add(Deviation.NAME_CASE);
        }
        if (part.length() != name.length() + 1 + value.length()) {
            deviations.add(Deviation.BLANKS);
        }
        if (fields.put(field, value) != null) {
            deviations.add(Deviation.DUPLICATE_KEY);
        }
    }

    private Hj212Decoded.@Nullable Refused refusal() {
        for (String field : List.of("CN", "MN")) {
            if (fields.getOrDefault(field, "").isEmpty()) {
                return new Hj212Decoded.Refused(Reason.MISSING_FIELD, field, "a field " + field);
            }
        }
        for (String field : List.of("QN", "PW", "MN")) {
            if (!isText(fields.getOrDefault(field, ""))) {
                return wrong(field, "at most " + MAX_TEXT + " printable ASCII characters");
            }
        }
        if (!COMMAND.matcher(fields.getOrDefault("CN", "")).matches()) {
            return wrong("CN", "4 digits, at most 8 letters or digits");
        }
        if (fields.containsKey("ST") && !SYSTEM_TYPE.matcher(fields.get("ST")).matches()) {
            return wrong("ST", "2 letters or digits, 1..4 at most");
        }
        if (fields.containsKey("Flag") && !isFlag(fields.get("Flag"))) {
            return wrong("Flag", "0..255");
        }
        for (String field : List.of("PNUM", "PNO")) {
            if (fields.containsKey(field) && !NUMBER.matcher(fields.get(field)).matches()) {
                return wrong(field, "0..9999");
            }
        }
        return null;
    }

    private static boolean isText(String value) {
        return value.length() <= MAX_TEXT && value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    private static boolean isFlag(String value) {
        return NUMBER.matcher(value).matches() && Integer.parseInt(value) <= 255;
    }

    private static Hj212Decoded.Refused wrong(String field, String expected) {
        return new Hj212Decoded.Refused(Reason.WRONG_FIELD, field, expected);
    }

    private Hj212Message message(List<CpItem> items) {
        String flagText = fields.get("Flag");
        var flag = flagText == null ? null : new Hj212Flag(Integer.parseInt(flagText));
        String cn = fields.getOrDefault("CN", "");
        String mn = fields.getOrDefault("MN", "");
        ofNames(mn, cn);
        ofFlag(cn, flag);
        return new Hj212Message(
                text("QN"),
                text("ST"),
                cn,
                text("PW"),
                mn,
                flag,
                number("PNUM"),
                number("PNO"),
                "1".equals(fields.get("RF")),
                items,
                deviations);
    }

    private @Nullable String text(String field) {
        String value = fields.get(field);
        return value == null || value.isEmpty() ? null : value;
    }

    private @Nullable Integer number(String field) {
        String value = fields.get(field);
        return value == null ? null : Integer.valueOf(value);
    }

    private void ofNames(String mn, String cn) {
        String qn = text("QN");
        note(qn == null, Deviation.MISSING_QN);
        note(qn != null && !QN_TIME.matcher(qn).matches(), Deviation.FREE_QN);
        String st = text("ST");
        note(st == null, Deviation.MISSING_ST);
        note(st != null && st.length() != 2, Deviation.LONG_ST);
        note(!EPC.matcher(mn).matches(), Deviation.FREE_MN);
        note(!Hj212Command.isKnown(cn), Deviation.UNKNOWN_COMMAND);
    }

    private void ofFlag(String cn, @Nullable Hj212Flag flag) {
        note(flag == null, Deviation.MISSING_FLAG);
        boolean all = fields.containsKey("PNUM") && fields.containsKey("PNO");
        boolean any = fields.containsKey("PNUM") || fields.containsKey("PNO");
        boolean split = flag != null && flag.split();
        note(split && !all, Deviation.SPLIT_WITHOUT_NUMBERS);
        note(!split && any, Deviation.NUMBERS_WITHOUT_SPLIT);
        note(flag != null && !flag.knownEdition(), Deviation.UNKNOWN_EDITION);
        if (Hj212Command.isAnswer(cn)) {
            note(!Hj212Command.ST_INTERACTION.equals(text("ST")), Deviation.ANSWER_WITH_DEVICE_ST);
            note(flag != null && flag.answerWanted(), Deviation.ANSWER_WANTS_ANSWER);
        }
    }

    private void note(boolean given, Deviation deviation) {
        if (given) {
            deviations.add(deviation);
        }
    }
}
