package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.json.Decoded;

/** Reads back what could be read when it was recorded. */
final class Recorded {

    private Recorded() {}

    static <T> T value(Decoded<T> decoded, String key) {
        if (decoded instanceof Decoded.Ok<T> ok) {
            return ok.value();
        }
        throw new IllegalStateException("recorded fact " + key + " cannot be read by this build: " + decoded);
    }
}
