package io.plumewatch.enforcement.blacklist;

/**
 * A normalised plate number as one long.
 *
 * <pre>
 *  63   62..56    …    13..7     6..0
 * +---+--------+-----+--------+--------+
 * | 0 | char 1 |  …  | char 8 | char 9 |   standard characters, 7 bits each, up to nine of them
 * +---+--------+-----+--------+--------+
 * | 1 | 63 bits of a hash              |   anything else
 * +---+--------------------------------+
 * </pre>
 *
 * Two standard plates never share a value; what is hashed may, so equal values only say "ask the database".
 */
final class PackedPlate {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新" + "挂学警港澳使领应急";
    private static final int BITS = 7;
    private static final int MOST_CHARACTERS = 9;

    /** Code of each UTF-16 unit, 1..76; 0 = not in the alphabet. */
    private static final byte[] CODES = codes();

    private PackedPlate() {}

    /** Returns the packed number; never 0, so that 0 can mean "no plate". */
    static long of(String number) {
        int length = number.length();
        if (length == 0 || length > MOST_CHARACTERS) {
            return hash(number);
        }
        long packed = 0;
        for (int i = 0; i < length; i++) {
            byte code = CODES[number.charAt(i)];
            if (code == 0) {
                return hash(number);
            }
            packed = packed << BITS | code;
        }
        return packed;
    }

    private static long hash(String number) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
        }
        return hash | Long.MIN_VALUE;
    }

    private static byte[] codes() {
        var codes = new byte[Character.MAX_VALUE + 1];
        for (int i = 0; i < ALPHABET.length(); i++) {
            codes[ALPHABET.charAt(i)] = (byte) (i + 1);
        }
        return codes;
    }
}
