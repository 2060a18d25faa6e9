package io.plumewatch.enforcement.alerts;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one sentence of an alert: why, and by how much. */
final class Headline {

    private Headline() {}

    static String chinese(Collection<String> reasons, @Nullable JsonNode measured) {
        return text(reasons, Reason::chinese, "；") + values(measured, Headline::chinese, "：", "，");
    }

    static String english(Collection<String> reasons, @Nullable JsonNode measured) {
        return text(reasons, Reason::english, "; ") + values(measured, Headline::english, ": ", ", ");
    }

    private static String text(Collection<String> reasons, Function<Reason, String> words, String separator) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reasons.contains(reason.name()))
                .map(words)
                .collect(Collectors.joining(separator));
    }

    private static String values(
            @Nullable JsonNode measured, Function<JsonNode, String> words, String before, String separator) {
        if (measured == null || measured.isEmpty()) {
            return "";
        }
        return measured.valueStream().map(words).collect(Collectors.joining(separator, before, ""));
    }

    private static String chinese(JsonNode value) {
        return switch (value.path("pollutant").asString("")) {
            case "OPACITY" -> "不透光度 " + number(value, "measuredValue") + "%（限值 " + number(value, "limitValue") + "%）";
            case "RINGELMANN" ->
                "林格曼黑度 " + number(value, "measuredValue") + " 级（限值 " + number(value, "limitValue") + " 级）";
            default -> "一氧化氮 " + number(value, "measuredValue") + " ppm（限值 " + number(value, "limitValue") + " ppm）";
        };
    }

    private static String english(JsonNode value) {
        return switch (value.path("pollutant").asString("")) {
            case "OPACITY" ->
                "opacity " + number(value, "measuredValue") + "% (limit " + number(value, "limitValue") + "%)";
            case "RINGELMANN" ->
                "Ringelmann " + number(value, "measuredValue") + " (limit " + number(value, "limitValue") + ")";
            default -> "NO " + number(value, "measuredValue") + " ppm (limit " + number(value, "limitValue") + " ppm)";
        };
    }

    private static String number(JsonNode value, String name) {
        return BigDecimal.valueOf(value.path(name).doubleValue())
                .stripTrailingZeros()
                .toPlainString();
    }
}
