package io.plumewatch.wire.hj212;

import java.util.Locale;

/**
 * One {@code key=value} of the data area.
 *
 * @param key as sent, without blanks around it, for example {@code a34004-Rtd}
 * @param value as sent, without blanks around it; empty when nothing stood behind the {@code =}
 * @param group counts the parts between {@code ;}: items of one factor share it
 */
public record CpItem(String key, String value, int group) {

    /** Makes an item that stands alone or opens a list. */
    public static CpItem of(String key, String value) {
        return new CpItem(key, value, 0);
    }

    /** Returns what stands before the last hyphen, the factor; the whole key if there is none. */
    public String code() {
        int hyphen = key.lastIndexOf('-');
        return hyphen < 0 ? key : key.substring(0, hyphen);
    }

    /** Returns what stands behind the last hyphen; empty if there is none. */
    public String suffix() {
        int hyphen = key.lastIndexOf('-');
        return hyphen < 0 ? "" : key.substring(hyphen + 1);
    }

    /** Returns whether the key is this one, in whatever case. */
    public boolean is(String name) {
        return key.equalsIgnoreCase(name);
    }

    /** Returns whether the value is a secret that no output shows: passwords and keys. */
    public boolean secret() {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "pw", "newpw", "newsk" -> true;
            default -> false;
        };
    }

    /** Leaves secrets out. */
    @Override
    public String toString() {
        return key + "=" + (secret() ? "******" : value);
    }
}
