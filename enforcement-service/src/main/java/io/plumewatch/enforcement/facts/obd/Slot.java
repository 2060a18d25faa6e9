package io.plumewatch.enforcement.facts.obd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ten minutes of a vehicle: the marks of each second, a byte of the hash of its stream block, and the serials.
 *
 * <p>Stored as runs of seconds with the same marks:
 *
 * <pre>
 *   2 B        2 B      length bytes, only where the marks have STREAM
 * +--------+---------+-----------------------------------------------+
 * | length | marks   | one byte of hash for each second              |   … until 600 seconds
 * +--------+---------+-----------------------------------------------+
 * </pre>
 *
 * <p>Adding is commutative and idempotent: marks are united, of two hashes the smaller one stays and the second is
 * marked as in conflict. One byte tells 255 of 256 conflicts, which is enough for a share.
 */
final class Slot {

    static final int SECONDS = 600;

    private final short[] marks = new short[SECONDS];
    private final byte[] hashes = new byte[SECONDS];
    private SerialSet serials = SerialSet.EMPTY;

    static Slot empty() {
        return new Slot();
    }

    /** Reads what {@link #seconds()} and {@link #serials()} wrote. */
    static Slot of(byte[] seconds, byte[] serials) {
        var slot = new Slot();
        slot.serials = SerialSet.of(serials);
        ByteBuffer in = ByteBuffer.wrap(seconds);
        int second = 0;
        while (in.hasRemaining()) {
            int length = in.getShort();
            short mark = in.getShort();
            Arrays.fill(slot.marks, second, second + length, mark);
            if (Mark.has(mark, Mark.STREAM)) {
                in.get(slot.hashes, second, length);
            }
            second += length;
        }
        return slot;
    }

    /** Adds an observation; returns whether it was news. */
    boolean add(Observation observed) {
        int second = observed.second();
        int before = marks[second];
        int now = before | observed.marks();
        boolean news = false;
        if (Mark.has(observed.marks(), Mark.STREAM)) {
            byte hash = (byte) observed.hash();
            if (!Mark.has(before, Mark.STREAM)) {
                hashes[second] = hash;
            } else if (hashes[second] != hash) {
                now |= Mark.CONFLICT;
                news = hash < hashes[second];
                hashes[second] = (byte) Math.min(hash, hashes[second]);
            }
        }
        if (observed.serial() >= 0) {
            SerialSet more = serials.plus(observed.serial());
            news |= more != serials;
            serials = more;
        }
        marks[second] = (short) now;
        return news || now != before;
    }

    int marks(int second) {
        return marks[second];
    }

    SerialSet serialSet() {
        return serials;
    }

    byte[] seconds() {
        var out = new ByteArrayOutputStream();
        int from = 0;
        while (from < SECONDS) {
            int to = from + 1;
            while (to < SECONDS && marks[to] == marks[from]) {
                to++;
            }
            writeShort(out, to - from);
            writeShort(out, marks[from]);
            if (Mark.has(marks[from], Mark.STREAM)) {
                out.write(hashes, from, to - from);
            }
            from = to;
        }
        return out.toByteArray();
    }

    byte[] serials() {
        return serials.toBytes();
    }

    private static void writeShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
