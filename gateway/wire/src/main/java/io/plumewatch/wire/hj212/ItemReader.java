package io.plumewatch.wire.hj212;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the items of the data area, with order and duplicates kept. */
final class ItemReader {

    private static final Map<String, String> SUFFIXES = byLowerCase(
            "Rtd",
            "Min",
            "Avg",
            "Max",
            "ZsRtd",
            "ZsMin",
            "ZsAvg",
            "ZsMax",
            "Cou",
            "Flag",
            "EFlag",
            "SampleTime",
            "RS",
            "RT",
            "Data",
            "DayData",
            "NightData",
            "Info",
            "SN",
            "CompleteTime",
            "SampleType",
            "SampleRd",
            "StandardValue",
            "ResultType");

    private static final Map<String, String> NAMES = byLowerCase(
            "SystemTime",
            "BeginTime",
            "EndTime",
            "DataTime",
            "RestartTime",
            "RtdInterval",
            "MinInterval",
            "OverTime",
            "ReCount",
            "PolId",
            "NewPW",
            "VaseNo",
            "CstartTime",
            "Ctime",
            "Stime",
            "InfoId",
            "QnRtn",
            "ExeRtn",
            "SKCreateTime",
            "NewSK");

    private static final Set<String> TIMES = Set.of("systemtime", "begintime", "endtime", "datatime", "restarttime");

    private static final Pattern LOST_LETTER = Pattern.compile("\\d{5}");
    private static final Pattern LONG_TIME = Pattern.compile("\\d{17}");

    private final Set<Deviation> deviations;
    private final List<CpItem> items = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    ItemReader(Set<Deviation> deviations) {
        this.deviations = deviations;
    }

    /** Reads what stands between the marks, one character per byte. */
    List<CpItem> read(String data) {
        int from = 0;
        int group = 0;
        while (from < data.length()) {
            int to = Hj212Part.endOfItem(data, from);
            item(data.substring(from, to), group);
            boolean last = to == data.length();
            group += !last && data.charAt(to) == ';' ? 1 : 0;
            from = to + 1;
            if (!last && from == data.length()) {
                deviations.add(Deviation.EMPTY_ITEM);
            }
        }
        return items;
    }

    private void item(String part, int group) {
        if (part.isBlank()) {
            deviations.add(Deviation.EMPTY_ITEM);
            return;
        }
        int equals = part.indexOf('=');
        String key = (equals < 0 ? part : part.substring(0, equals)).strip();
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (equals < 0) {
            deviations.add(Deviation.ITEM_WITHOUT_VALUE);
        }
        if (part.length() != key.length() + value.length() + (equals < 0 ? 0 : 1)) {
            deviations.add(Deviation.BLANKS);
        }
        var item = new CpItem(WireText.read(key, deviations), WireText.read(value, deviations), group);
        if (!items.isEmpty()) {
            compare(items.get(items.size() - 1), item);
        }
        judge(item);
        items.add(item);
    }

    private void compare(CpItem before, CpItem item) {
        if (before.group() == item.group() && !before.code().equals(item.code())) {
            deviations.add(Deviation.COMMA_BETWEEN_ITEMS);
        }
    }

    private void judge(CpItem item) {
        if (!seen.add(item.key())) {
            deviations.add(Deviation.DUPLICATE_KEY);
        }
        String name = item.key().toLowerCase(Locale.ROOT);
        boolean time = TIMES.contains(name) || item.suffix().equalsIgnoreCase("SampleTime");
        if (time && LONG_TIME.matcher(item.value()).matches()) {
            deviations.add(Deviation.LONG_TIME);
        }
        if (item.suffix().isEmpty()) {
            if (!item.key().equals(NAMES.getOrDefault(name, item.key()))) {
                deviations.add(Deviation.NAME_CASE);
            }
            return;
        }
        if (LOST_LETTER.matcher(item.code()).matches()) {
            deviations.add(Deviation.FACTOR_MISPRINT);
        }
        suffix(item.suffix());
    }

    private void suffix(String suffix) {
        String right = SUFFIXES.get(suffix.toLowerCase(Locale.ROOT));
        if (right == null) {
            deviations.add(suffix.equals("td") ? Deviation.SUFFIX_MISPRINT : Deviation.UNKNOWN_SUFFIX);
        } else if (!right.equals(suffix)) {
            deviations.add(Deviation.NAME_CASE);
        }
    }

    private static Map<String, String> byLowerCase(String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
    }
}
