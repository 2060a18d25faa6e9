package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;

/** The gateway's counters as a monitoring system reads them. */
final class Counters {

    private final Caller gateway;

    /** Reads them with the given access, which needs the role ADMIN. */
    Counters(Caller gateway) {
        this.gateway = gateway;
    }

    /** Returns how many whole frames of a protocol came in so far. */
    double received(String protocol) {
        return sum("plumewatch_frames_received_total", "protocol=\"" + protocol + "\"");
    }

    /** Returns how much of a protocol was refused for a reason so far. */
    double quarantined(String protocol, String reason) {
        return sum("plumewatch_quarantined_total", "protocol=\"" + protocol + "\"", "reason=\"" + reason + "\"");
    }

    /** Returns the sum over the series of a metric that carry all the given labels. */
    double sum(String metric, String... labels) {
        String text = new String(gateway.get("/actuator/prometheus").body(), UTF_8);
        var line = Pattern.compile("^" + metric + "(\\{.*})? (\\S+)$", Pattern.MULTILINE);
        return line.matcher(text)
                .results()
                .filter(series -> {
                    String found = series.group(1) == null ? "" : series.group(1);
                    return List.of(labels).stream().allMatch(found::contains);
                })
                .mapToDouble(series -> Double.parseDouble(series.group(2)))
                .sum();
    }
}
