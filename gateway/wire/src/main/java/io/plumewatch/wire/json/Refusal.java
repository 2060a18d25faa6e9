package io.plumewatch.wire.json;

import org.jspecify.annotations.Nullable;

/** Carries the first thing wrong out of a reader. Never leaves {@link StrictJson}; has no stack, floods are cheap. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Decoded.Reason reason;
    private final @Nullable String field;
    private final String expected;

    Refusal(Decoded.Reason reason, @Nullable String field, String expected) {
        super(expected, null, false, false);
        this.reason = reason;
        this.field = field;
        this.expected = expected;
    }

    <T> Decoded.Bad<T> asBad() {
        return new Decoded.Bad<>(reason, field, expected);
    }
}
