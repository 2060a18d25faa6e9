package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Message;
import org.jspecify.annotations.Nullable;

/**
 * One whole frame and what it says.
 *
 * @param message null when it is not readable
 * @param expected what would have been readable; empty when it is
 */
record Received(Hj212Frame frame, @Nullable Hj212Message message, String expected) {

    static Received of(Hj212Frame frame) {
        Hj212Decoded decoded = Hj212Decoder.decode(frame);
        if (decoded instanceof Hj212Decoded.Ok ok) {
            return new Received(frame, ok.message(), "");
        }
        var refused = (Hj212Decoded.Refused) decoded;
        return new Received(frame, null, refused.field() + ": " + refused.expected());
    }

    byte[] bytes() {
        return frame.bytes().toArray();
    }

    int size() {
        return frame.bytes().length();
    }
}
