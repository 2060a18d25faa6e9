package io.plumewatch.wire.explain;

import io.plumewatch.wire.hj212.AirFactors;
import io.plumewatch.wire.hj212.AirUnit;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Flag;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.UnitProfile;
import java.util.Locale;
import java.util.Map;

/** What names and codes of HJ 212 mean, in words. */
final class Hj212Meaning {

    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("21", "surface water"),
            Map.entry("22", "ambient air"),
            Map.entry("23", "acoustic environment"),
            Map.entry("27", "volatile organics"),
            Map.entry("31", "air pollution source"),
            Map.entry("32", "surface-water source"),
            Map.entry("39", "construction-site dust"),
            Map.entry("44", "electricity use"),
            Map.entry("45", "production conditions"),
            Map.entry("51", "flue-gas process"),
            Map.entry("52", "sewage process"),
            Map.entry("91", "interaction"));

    private static final Map<String, String> MARKS = Map.of(
            "N", "normal",
            "F", "station stopped",
            "M", "under maintenance",
            "S", "set by hand",
            "D", "instrument fault",
            "C", "calibrating",
            "T", "above the measuring range",
            "B", "link to the instrument lost");

    private static final Map<String, String> REQUEST_RESULTS = Map.of(
            "1", "ready to run",
            "2", "refused",
            "3", "PW wrong",
            "4", "MN wrong",
            "5", "ST wrong",
            "6", "Flag wrong",
            "7", "QN wrong",
            "8", "CN wrong",
            "9", "CRC wrong",
            "100", "unknown");

    private static final Map<String, String> EXECUTION_RESULTS = Map.of(
            "1", "done",
            "2", "failed, reason unknown",
            "3", "condition error",
            "4", "communication time-out",
            "5", "busy",
            "6", "system fault",
            "100", "no data");

    private static final Map<String, String> STATISTICS =
            Map.of("rtd", "real-time", "min", "least", "avg", "mean", "max", "greatest", "cou", "amount");

    private Hj212Meaning() {}

    /** Returns what a field of the header says. */
    static String header(String name, String value) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "QN" -> time(value);
            case "ST" -> SYSTEMS.getOrDefault(value, "");
            case "CN" -> Hj212Command.isKnown(value) ? Hj212Command.name(value) : "not known to any edition";
            case "FLAG" -> flag(value);
            case "PNUM" -> "packets in all";
            case "PNO" -> "this packet";
            case "RF" -> "sent again";
            default -> "";
        };
    }

    /** Returns what an item of the data area says. */
    static String remark(CpItem item) {
        String suffix = item.suffix().toLowerCase(Locale.ROOT);
        if (suffix.equals("flag")) {
            return MARKS.getOrDefault(item.value(), "a mark that the standard does not list");
        }
        var factor = AirFactors.of(UnitProfile.byDefault().canonicalCode(item.code()));
        if (factor.isPresent() && STATISTICS.containsKey(suffix)) {
            return factor.get().name() + " " + STATISTICS.get(suffix);
        }
        return switch (item.key().toLowerCase(Locale.ROOT)) {
            case "qnrtn" -> REQUEST_RESULTS.getOrDefault(item.value(), "");
            case "exertn" -> EXECUTION_RESULTS.getOrDefault(item.value(), "");
            case "polid" ->
                AirFactors.of(item.value()).map(known -> known.name()).orElse("");
            default -> time(item.value());
        };
    }

    /** Returns the unit in which an ordinary station sends the item; empty where it has none. */
    static String unit(CpItem item) {
        if (!STATISTICS.containsKey(item.suffix().toLowerCase(Locale.ROOT))) {
            return switch (item.key().toLowerCase(Locale.ROOT)) {
                case "rtdinterval", "overtime" -> "s";
                case "mininterval" -> "min";
                default -> "";
            };
        }
        var profile = UnitProfile.byDefault();
        var unit = profile.units().get(profile.canonicalCode(item.code()));
        return unit == null || unit == AirUnit.NONE ? "" : unit.symbol();
    }

    private static String flag(String value) {
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) > 255) {
            return "";
        }
        var flag = new Hj212Flag(Integer.parseInt(value));
        return "edition " + flag.edition().year()
                + (flag.split() ? ", one of several packets" : "")
                + (flag.answerWanted() ? ", answer wanted" : ", no answer wanted");
    }

    private static String time(String value) {
        return Hj212Time.read(value)
                .map(time -> Sheet.text(time.atOffset(Hj212Time.ZONE)))
                .orElse("");
    }
}
