package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.ObdMessage;

/** What is known of a packet's signature. */
enum SignatureState {
    VALID(Mark.SIGNED_VALID),
    INVALID(Mark.SIGNED_INVALID),
    NO_KEY(Mark.SIGNED_NO_KEY),
    ABSENT(0);

    private final int mark;

    SignatureState(int mark) {
        this.mark = mark;
    }

    int mark() {
        return mark;
    }

    static boolean isSigned(ObdMessage message) {
        return message instanceof ObdMessage.Upload upload
                && (upload.signature() != null
                        || upload.blocks().stream().anyMatch(block -> block.signature() != null));
    }

    /** Returns the state as the gateway's trust tells it: with a key on file a valid signature makes CERTIFIED. */
    static SignatureState of(ObdMessage message, Trust trust, boolean keyOnFile) {
        if (!isSigned(message)) {
            return ABSENT;
        }
        if (!keyOnFile) {
            return NO_KEY;
        }
        return trust == Trust.CERTIFIED ? VALID : INVALID;
    }
}
