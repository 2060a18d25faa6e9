package io.plumewatch.sim.load;

import io.plumewatch.sim.city.City;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what each process of a city uses; two readings make a cost. */
final class Meter {

    private final City city;

    Meter(City city) {
        this.city = city;
    }

    Map<String, ProcessUse> read() {
        var uses = new LinkedHashMap<String, ProcessUse>();
        for (String name : List.of("gateway", "enforcement", "redis", "postgresql")) {
            uses.put(name, ProcessUse.of(city.server(name).process()));
        }
        uses.put("broker and simulator", own());
        return uses;
    }

    /** This process without its children, which are counted by their names. */
    private static ProcessUse own() {
        ProcessHandle self = ProcessHandle.current();
        ProcessUse all = ProcessUse.of(self);
        ProcessUse children = self.children()
                .map(ProcessUse::of)
                .reduce(
                        new ProcessUse(0, 0),
                        (a, b) ->
                                new ProcessUse(a.cpuSeconds() + b.cpuSeconds(), a.residentBytes() + b.residentBytes()));
        return new ProcessUse(all.cpuSeconds() - children.cpuSeconds(), all.residentBytes() - children.residentBytes());
    }

    /** Returns the CPU-seconds of each process between two readings, in one line. */
    static String cost(Map<String, ProcessUse> before, Map<String, ProcessUse> after) {
        return after.entrySet().stream()
                .map(entry -> {
                    ProcessUse earlier = before.getOrDefault(entry.getKey(), new ProcessUse(0, 0));
                    double seconds = entry.getValue().cpuSeconds() - earlier.cpuSeconds();
                    return String.format(Locale.ROOT, "%s %.1f", entry.getKey(), seconds);
                })
                .collect(Collectors.joining(", "));
    }

    static String memory(Map<String, ProcessUse> uses) {
        return uses.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT, "%s %d", entry.getKey(), entry.getValue().residentBytes() / (1024 * 1024)))
                .collect(Collectors.joining(", "));
    }
}
