package io.plumewatch.gateway.intake;

import io.plumewatch.wire.json.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * The one reason why a message is not taken.
 *
 * @param field path of the field that is to blame, if one is
 * @param expected what would have been right
 */
public record Refusal(
        Reason reason, @Nullable String field, @Nullable String expected) {

    public static Refusal of(Reason reason, String expected) {
        return new Refusal(reason, null, expected);
    }

    public static Refusal of(Decoded.Bad<?> bad) {
        return new Refusal(Reason.of(bad.reason()), bad.field(), bad.expected());
    }
}
