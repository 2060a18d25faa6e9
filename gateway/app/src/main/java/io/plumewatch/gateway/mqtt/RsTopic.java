package io.plumewatch.gateway.mqtt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of one unit: {@code plumewatch/v1/{device}/{channel}}.
 *
 * @param rest what follows the channel, for example the digest of a photo; empty when nothing does
 */
record RsTopic(String device, String channel, String rest) {

    /** What the gateway subscribes to: everything that goes up, never its own {@code ack}. */
    static final String[] FILTERS = {
        "plumewatch/v1/+/pass",
        "plumewatch/v1/+/calibration",
        "plumewatch/v1/+/status",
        "plumewatch/v1/+/photo/+",
        "plumewatch/v1/+/national/+"
    };

    private static final Pattern FORMAT =
            Pattern.compile("plumewatch/v1/([A-Za-z0-9-]{4,18})/([a-z]{1,32})(?:/([^/]{1,128}))?");

    /** Reads a topic; empty when it is none of a unit. */
    static Optional<RsTopic> of(String topic) {
        Matcher matcher = FORMAT.matcher(topic);
        return matcher.matches()
                ? Optional.of(new RsTopic(
                        matcher.group(1), matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3)))
                : Optional.empty();
    }

    /** Returns the topic on which this unit gets its answers. */
    String ack() {
        return "plumewatch/v1/" + device + "/ack";
    }
}
