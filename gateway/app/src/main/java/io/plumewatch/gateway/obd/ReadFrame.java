package io.plumewatch.gateway.obd;

import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Sm2;
import org.jspecify.annotations.Nullable;

/**
 * A frame, what it says, and what its signature is worth.
 *
 * @param filed the profile that is filed for its terminal; null when none is
 * @param signature null for messages that carry none
 * @param certified whether the signature proves the whole message, time included, to come from the filed key
 * @param activation what to answer to an activation; null for everything else
 */
record ReadFrame(
        ObdFrame frame,
        ObdMessage message,
        @Nullable ObdProfile filed,
        Sm2.@Nullable Verdict signature,
        boolean certified,
        @Nullable ActivationOutcome activation) {

    /** A frame whose message carries no signature. */
    static ReadFrame unsigned(ObdFrame frame, ObdMessage message, @Nullable ObdProfile filed) {
        return new ReadFrame(frame, message, filed, null, false, null);
    }

    /** Returns the profile that the frame shows by itself. */
    ObdProfile shown() {
        return ObdProfile.shownBy(frame.header(), message);
    }
}
