package io.plumewatch.wire.hj212;

/**
 * The Flag of a message.
 *
 * <pre>
 *   7 6 5 4 3 2    1    0
 * +-------------+----+----+
 * | version     | D  | A  |   D: PNUM and PNO follow, A: an answer is wanted
 * +-------------+----+----+
 * </pre>
 *
 * @param value 0..255
 */
public record Hj212Flag(int value) {

    public Hj212Flag {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("Flag is " + value + " but must be 0..255");
        }
    }

    public static Hj212Flag of(Edition edition, boolean split, boolean answerWanted) {
        return new Hj212Flag(edition.version() << 2 | (split ? 2 : 0) | (answerWanted ? 1 : 0));
    }

    /** Returns the edition; the newest for version bits from the future. */
    public Edition edition() {
        return Edition.values()[Math.min(value >> 2, Edition.E2025.version())];
    }

    /** Returns whether an edition has these version bits. */
    public boolean knownEdition() {
        return value >> 2 <= Edition.E2025.version();
    }

    /** Returns whether this is one of several packets (bit D). */
    public boolean split() {
        return (value & 2) != 0;
    }

    /** Returns whether the sender waits for an answer (bit A). */
    public boolean answerWanted() {
        return (value & 1) != 0;
    }
}
