package io.plumewatch.sim.device;

import io.plumewatch.wire.obd.Octets;
import java.time.Instant;

/** What an instrument says on its line; a {@link LineServer} carries it. */
interface LineSpeaker {

    /**
     * Returns how long the question is, as far as can be told from its beginning: more than {@code soFar} has while it
     * is not whole, and never less than 1.
     */
    int questionLength(Octets soFar);

    /**
     * Returns the answer.
     *
     * @param outOfRange whether to measure what cannot be
     * @return empty to say nothing
     */
    Octets answer(Octets question, Instant now, boolean outOfRange);

    /** Returns a refusal of the question. */
    Octets refusal(Octets question);

    /** Returns the answer with a wrong check value. */
    default Octets spoilt(Octets answer) {
        byte[] bytes = answer.toArray();
        bytes[bytes.length - 1] ^= 0x5A;
        return Octets.of(bytes);
    }
}
