package io.plumewatch.wire.rs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the formulas of {@link Plausibility}; refuses with the field and what was expected. */
final class PlausibilityReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlausibilityReader() {}

    static Plausibility read(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("formulas: expected a JSON object", e);
        }
        return new Plausibility(
                node.path("name").asString("") + "@" + node.path("version").asInt(0),
                co2Forms(node.path("co2Forms")),
                number(node, "chainTolerancePercent") / 100,
                vspForms(node.path("vspForms")),
                number(node, "vspToleranceKwPerTonne"),
                number(node, "vspTolerancePercent") / 100,
                decimals(node.path("decimals")));
    }

    private static List<Plausibility.Co2Form> co2Forms(JsonNode node) {
        var forms = new ArrayList<Plausibility.Co2Form>();
        for (JsonNode form : node) {
            forms.add(new Plausibility.Co2Form(
                    form.path("name").asString(""),
                    number(form, "carbon"),
                    number(form, "base"),
                    number(form, "co"),
                    number(form, "hc"),
                    number(form, "no")));
        }
        return forms;
    }

    private static List<Plausibility.VspForm> vspForms(JsonNode node) {
        var forms = new ArrayList<Plausibility.VspForm>();
        for (JsonNode form : node) {
            forms.add(new Plausibility.VspForm(
                    form.path("name").asString(""),
                    texts(form.path("plateTypes")),
                    number(form, "mass"),
                    number(form, "rolling"),
                    number(form, "drag")));
        }
        return forms;
    }

    private static Set<String> texts(JsonNode node) {
        var texts = new LinkedHashSet<String>();
        node.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static Map<String, Integer> decimals(JsonNode node) {
        var decimals = new LinkedHashMap<String, Integer>();
        node.properties()
                .forEach(entry -> decimals.put(entry.getKey(), entry.getValue().asInt(0)));
        return decimals;
    }

    private static double number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("formulas, field " + field + ": expected a number");
        }
        return value.doubleValue();
    }
}
