package io.plumewatch.wire.instrument;

import java.util.regex.Pattern;

/** The fields that register maps and models of serial instruments have in common. */
final class ModelFields {

    static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");

    private enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }

    private ModelFields() {}

    static String name(MapFields fields) {
        String expected = "1..40 lower-case letters, digits, hyphens";
        String name = fields.text("name", expected);
        fields.require(NAME.matcher(name).matches(), "name", expected);
        return name;
    }

    static String key(MapFields fields) {
        String expected = "1..40 letters and digits, a letter first";
        String key = fields.text("key", expected);
        fields.require(KEY.matcher(key).matches(), "key", expected);
        return key;
    }

    static String confidence(MapFields fields) {
        return fields.constant("confidence", Confidence.class, null).name();
    }

    static Pacing pacing(MapFields fields) {
        return new Pacing(
                fields.millis("pollMs", 50, 3_600_000),
                fields.millis("timeoutMs", 50, 30_000),
                fields.whole("retries", 0, 1),
                fields.millis("gapMs", 0, 1_000));
    }

    static StateRules stateRules(MapFields parent) {
        MapFields fields = parent.object("state");
        fields.allowOnly("frozenAfterMs", "atLimitAfterMs", "jumps");
        return new StateRules(
                fields.millis("frozenAfterMs", 1_000, 86_400_000),
                fields.millis("atLimitAfterMs", 1_000, 86_400_000),
                fields.whole("jumps", 1, 100));
    }
}
