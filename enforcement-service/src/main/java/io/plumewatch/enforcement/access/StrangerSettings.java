package io.plumewatch.enforcement.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of a body is read for those who are not logged in: the form of the login.
 *
 * @param bodyBytes the most, announced, 1..1,048,576
 * @param each requests with a body that one address may have under way, 1..1,000
 * @param all the same of all addresses, 1..1,000; each holds a thread while its body comes
 */
@ConfigurationProperties("plumewatch.access.strangers")
record StrangerSettings(
        @DefaultValue("16384") int bodyBytes,
        @DefaultValue("4") int each,
        @DefaultValue("16") int all) {

    StrangerSettings {
        within("body-bytes", bodyBytes, 1 << 20);
        within("each", each, 1_000);
        within("all", all, 1_000);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "plumewatch.access.strangers." + key + " is " + value + " but must be 1.." + most);
        }
    }
}
