package io.plumewatch.wire.instrument;

/** How a number of several bytes lies in registers; A is the most significant byte, the name is the order on the wire. */
public enum WordOrder {
    ABCD(false, false),
    CDAB(true, false),
    BADC(false, true),
    DCBA(true, true);

    private final boolean lowWordFirst;
    private final boolean lowByteFirst;

    WordOrder(boolean lowWordFirst, boolean lowByteFirst) {
        this.lowWordFirst = lowWordFirst;
        this.lowByteFirst = lowByteFirst;
    }

    /** Brings bytes from the order of the wire into that of significance, or back: each order undoes itself. */
    public byte[] arrange(byte[] bytes) {
        byte[] arranged = new byte[bytes.length];
        int words = bytes.length / 2;
        for (int word = 0; word < words; word++) {
            int from = 2 * (lowWordFirst ? words - 1 - word : word);
            arranged[2 * word] = bytes[lowByteFirst ? from + 1 : from];
            arranged[2 * word + 1] = bytes[lowByteFirst ? from : from + 1];
        }
        return arranged;
    }
}
