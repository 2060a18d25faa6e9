package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Sm2;

/** Which mark a second gets from what the gateway found of its packet's signature. */
final class SignatureMark {

    private SignatureMark() {}

    /** Returns the mark; none for an absent signature. */
    static int of(LogEntry entry) {
        String verdict = entry.signature();
        return verdict == null ? 0 : of(Sm2.Verdict.ofText(verdict).state());
    }

    private static int of(Sm2.State state) {
        return switch (state) {
            case VALID -> Mark.SIGNED_VALID;
            case INVALID -> Mark.SIGNED_INVALID;
            case NO_KEY -> Mark.SIGNED_NO_KEY;
            case ABSENT -> 0;
        };
    }
}
