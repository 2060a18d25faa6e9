package io.plumewatch.wire.obd;

/** How an upload arranges its times, serials and blocks. There is no flag for it on the wire. */
public enum Layout {
    /** GB 17691: time, then {type, serial, body} repeated. */
    A,
    /** One product's reading of it: time, {type, serial, body}, then {type, body} repeated. */
    A1,
    /** Local standards: time, serial, then {type, body} repeated. */
    B,
    /** As {@link #B}, with a signature after each body. */
    B_SIGNED,
    /** HJ 1239: time, serial, then {type, time, body} repeated, then a signature or none. */
    C;

    /** Returns the name that operators know: A, A1, B or C. */
    public String family() {
        return this == B_SIGNED ? "B" : name();
    }
}
