package io.plumewatch.wire.obd;

/** Compares the number of a SIM card as a login has it, always 20 characters, with the one that was filed. */
public final class Iccid {

    private static final int ON_THE_WIRE = 20;
    private static final int SHORT = 19;

    /** What terminals put behind a number of 19 digits. */
    private static final String PADDING = "\0 Ff0";

    private Iccid() {}

    /**
     * Returns whether a terminal sent the filed number: in any case of its letters, and behind 19 filed digits with a
     * 20th character that only fills the field.
     *
     * @param filed 19 or 20 digits
     */
    public static boolean isSame(String sent, String filed) {
        if (filed.length() != SHORT || sent.length() != ON_THE_WIRE) {
            return sent.equalsIgnoreCase(filed);
        }
        return PADDING.indexOf(sent.charAt(SHORT)) >= 0 && sent.regionMatches(true, 0, filed, 0, SHORT);
    }
}
