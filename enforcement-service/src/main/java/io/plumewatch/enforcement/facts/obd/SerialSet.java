package io.plumewatch.enforcement.facts.obd;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Serial numbers of 0..65535 that were seen, as runs: a terminal that counts needs four bytes. Immutable. */
final class SerialSet {

    static final SerialSet EMPTY = new SerialSet(new int[0]);

    /** Serials run from 1 to here and begin again; what lies outside is never missed. */
    private static final int LAST = 65_531;

    /** First and last of each run, ascending, never touching. */
    private final int[] runs;

    private SerialSet(int[] runs) {
        this.runs = runs;
    }

    static SerialSet of(byte[] bytes) {
        int[] runs = new int[bytes.length / 2];
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int i = 0; i < runs.length; i++) {
            runs[i] = in.getShort() & 0xFFFF;
        }
        return runs.length == 0 ? EMPTY : new SerialSet(runs);
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(runs.length * 2);
        for (int edge : runs) {
            out.putShort((short) edge);
        }
        return out.array();
    }

    /** Returns the set with one more; itself when it has it already. */
    SerialSet plus(int serial) {
        return plus(serial, serial);
    }

    /** Returns the union. */
    SerialSet plus(SerialSet other) {
        SerialSet all = this;
        for (int i = 0; i < other.runs.length; i += 2) {
            all = all.plus(other.runs[i], other.runs[i + 1]);
        }
        return all;
    }

    private SerialSet plus(int first, int last) {
        int from = 0;
        while (from < runs.length && runs[from + 1] < first - 1) {
            from += 2;
        }
        int to = from;
        int lowest = first;
        int highest = last;
        while (to < runs.length && runs[to] <= last + 1) {
            lowest = Math.min(lowest, runs[to]);
            highest = Math.max(highest, runs[to + 1]);
            to += 2;
        }
        if (to == from + 2 && runs[from] == lowest && runs[from + 1] == highest) {
            return this;
        }
        int[] more = new int[runs.length - (to - from) + 2];
        System.arraycopy(runs, 0, more, 0, from);
        more[from] = lowest;
        more[from + 1] = highest;
        System.arraycopy(runs, to, more, from + 2, runs.length - to);
        return new SerialSet(more);
    }

    int size() {
        int size = 0;
        for (int i = 0; i < runs.length; i += 2) {
            size += runs[i + 1] - runs[i] + 1;
        }
        return size;
    }

    /**
     * Returns what lies between the serials, on the ring that they count around. The widest hole is not one: it is
     * where the day's counting begins and ends.
     */
    Holes holes() {
        int count = 0;
        int missing = 0;
        int widest = 0;
        for (int i = 0; i < runs.length; i += 2) {
            boolean last = i + 2 == runs.length;
            int hole = last
                    ? missed(runs[i + 1] + 1, LAST) + missed(1, runs[0] - 1)
                    : missed(runs[i + 1] + 1, runs[i + 2] - 1);
            count += hole > 0 ? 1 : 0;
            missing += hole;
            widest = Math.max(widest, hole);
        }
        return new Holes(widest > 0 ? count - 1 : 0, missing - widest);
    }

    private static int missed(int from, int to) {
        return Math.max(0, Math.min(to, LAST) - Math.max(from, 1) + 1);
    }

    /** How many holes there are, and how many serials are missing in them. */
    record Holes(int count, int missing) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof SerialSet set && Arrays.equals(runs, set.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return "SerialSet" + Arrays.toString(runs);
    }
}
