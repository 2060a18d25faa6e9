package io.plumewatch.gateway.mqtt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic that our subscriptions match: {@code plumewatch/v1/{device}/{channel}}.
 *
 * <p>Its levels are whatever the sender wrote; a wildcard matches anything, also nothing. Only the judge may turn a
 * message away: what is dropped before, nobody acknowledges.
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

    private static final Pattern LEVELS = Pattern.compile("plumewatch/v1/([^/]*)/([^/]*)(?:/(.*))?", Pattern.DOTALL);
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9-]{4,18}");
    private static final Pattern ID = Pattern.compile("[^/]{1,128}");

    /** Takes any topic apart; one that is none of ours belongs to no device. */
    static RsTopic of(String topic) {
        Matcher matcher = LEVELS.matcher(topic);
        return matcher.matches()
                ? new RsTopic(matcher.group(1), matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3))
                : new RsTopic("", "", topic);
    }

    /** Returns whether a unit could have this number, so that there may be somebody who waits for an answer. */
    boolean namesDevice() {
        return DEVICE.matcher(device).matches();
    }

    /** Returns whether the rest can stand in an answer as the id of what is answered. */
    boolean restIsId() {
        return ID.matcher(rest).matches();
    }

    /** Returns the topic on which this unit gets its answers. */
    String ack() {
        return "plumewatch/v1/" + device + "/ack";
    }
}
