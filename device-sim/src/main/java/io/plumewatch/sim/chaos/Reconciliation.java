package io.plumewatch.sim.chaos;

import io.plumewatch.sim.api.Api;
import io.plumewatch.wire.plate.LicensePlate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Asks the service over its public interface what it knows, and compares that with what it must know. */
final class Reconciliation {

    private final Api officer;
    private final Api police;

    Reconciliation(Api officer, Api police) {
        this.officer = officer;
        this.police = police;
    }

    /** What is missing, what is there twice, and what is there and was not expected; all sorted. */
    record Difference(List<String> missing, List<String> twice, List<String> unexpected) {}

    Difference passes(Set<String> acknowledged) {
        var known = new HashMap<String, Integer>();
        eachPage(
                officer,
                "/api/v1/passes?",
                item -> known.merge(item.get("passId").asString(), 1, Integer::sum));
        return difference(acknowledged, known);
    }

    /** Compares the trucks that must be referred with the referrals in the feed; plates come back masked. */
    Difference referrals(Set<String> plateNumbers) {
        var referred = new HashMap<String, Integer>();
        String after = "";
        while (true) {
            JsonNode page = police.get("/api/v1/police/referrals?limit=100&after=" + encoded(after));
            page.get("items").forEach(item -> {
                if (item.path("kind").asString("").equals("REFERRAL")) {
                    referred.merge(item.get("plate").get("number").asString(), 1, Integer::sum);
                }
            });
            after = page.get("next").asString();
            if (page.get("items").isEmpty()) {
                break;
            }
        }
        Difference open = difference(plateNumbers, referred);
        return new Difference(masked(open.missing()), masked(open.twice()), masked(open.unexpected()));
    }

    private static List<String> masked(List<String> numbers) {
        return numbers.stream().map(LicensePlate::mask).toList();
    }

    static Difference difference(Set<String> expected, Map<String, Integer> known) {
        return new Difference(
                expected.stream().filter(id -> !known.containsKey(id)).sorted().toList(),
                known.entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                known.keySet().stream()
                        .filter(id -> !expected.contains(id))
                        .sorted()
                        .toList());
    }

    private static void eachPage(Api api, String path, Consumer<JsonNode> consumer) {
        String after = "";
        while (true) {
            JsonNode page = api.get(path + after);
            page.get("items").forEach(consumer);
            if (page.path("next").isNull() || page.path("next").isMissingNode()) {
                return;
            }
            after = "&after=" + encoded(page.get("next").asString());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
