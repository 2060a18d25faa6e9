package io.plumewatch.gateway.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;

/** One message of a unit, as the broker handed it over. */
record RsMessage(RsTopic topic, byte[] payload, Instant receivedAt) {

    private static final byte[] REPLAYED = "\"replayed\"".getBytes(US_ASCII);
    private static final byte[] TRUE = "true".getBytes(US_ASCII);

    /** A record that is longer has pictures inside: its other fields together are a few KiB. */
    private static final int LONGEST_PLAIN_RECORD = 64 << 10;

    /** Returns whether this needs the photo store. Only who goes first, and who waits, hangs on it. */
    boolean carriesPictures() {
        return topic.channel().equals("photo")
                || (topic.channel().equals("national") && payload.length > LONGEST_PLAIN_RECORD);
    }

    /**
     * Returns whether the unit seems to say that it sends this from its store. Only who goes first hangs on it, so the
     * bytes are looked at and not read.
     */
    boolean replayed() {
        for (int i = 0; i + REPLAYED.length < payload.length; i++) {
            if (payload[i] == '"' && at(i, REPLAYED)) {
                int value = i + REPLAYED.length;
                while (value < payload.length && (payload[value] <= ' ' || payload[value] == ':')) {
                    value++;
                }
                return at(value, TRUE);
            }
        }
        return false;
    }

    private boolean at(int offset, byte[] text) {
        if (offset + text.length > payload.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (payload[offset + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
