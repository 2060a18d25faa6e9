package io.plumewatch.enforcement.facts.obd;

/** What can be true of a second of a vehicle's day. Bits of a set that only grows; their values are stored. */
final class Mark {

    /** A stream block of this second has come, by whatever way. */
    static final int STREAM = 1;
    /** It came in a live packet, not only from the terminal's store. */
    static final int LIVE = 1 << 1;
    /** It came within the time that policy allows. */
    static final int PUNCTUAL = 1 << 2;
    /** It came in a session whose trust is above CLAIMED. */
    static final int TRUSTED = 1 << 3;
    /** A copy carries a signature that is valid. */
    static final int SIGNED_VALID = 1 << 4;
    /** A copy carries a signature that is wrong. */
    static final int SIGNED_INVALID = 1 << 5;
    /** A copy carries a signature, and there is no key to check it with. */
    static final int SIGNED_NO_KEY = 1 << 6;
    /** Two blocks of this second differ in what they say. */
    static final int CONFLICT = 1 << 7;
    /** A block of on-board diagnostics was acquired. */
    static final int DIAGNOSTICS = 1 << 8;

    static final int LOGIN = 1 << 9;
    static final int LOGOUT = 1 << 10;
    /** A packet whose body nobody here can read was received; by our clock, for its own is hidden. */
    static final int ENCRYPTED = 1 << 11;

    private Mark() {}

    static boolean has(int marks, int mark) {
        return (marks & mark) != 0;
    }
}
