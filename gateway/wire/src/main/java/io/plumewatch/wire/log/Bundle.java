package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several readings of telemetry in one entry of a stream, because the log's server pays for an entry ten times what it
 * pays for the bytes of a frame. They were written by one gateway in one flush, are sealed together, and are in the log
 * together or not at all.
 *
 * <pre>
 *    for each reading:  WORD32 length | envelope, see {@link Envelope}
 * </pre>
 */
public final class Bundle {

    /** The field that holds the readings. */
    public static final String ENTRIES = "entries";

    /** The most readings of a bundle: it takes effect in one transaction. */
    public static final int MOST = 32;

    static final int VERSION = 3;

    private static final byte[] VERSION_TEXT = Integer.toString(VERSION).getBytes(UTF_8);

    private Bundle() {}

    /**
     * Returns the fields of the stream entry.
     *
     * @param packed 1..{@value #MOST} readings of this gateway, see {@link LogEntry#packed}
     */
    public static Map<String, byte[]> toFields(String gateway, List<byte[]> packed) {
        if (packed.isEmpty() || packed.size() > MOST) {
            throw new IllegalArgumentException("a bundle has 1.." + MOST + " readings, not " + packed.size());
        }
        int length = 0;
        for (byte[] one : packed) {
            length += Integer.BYTES + one.length;
        }
        var entries = ByteBuffer.allocate(length);
        for (byte[] one : packed) {
            entries.putInt(one.length).put(one);
        }
        var fields = new LinkedHashMap<String, byte[]>();
        fields.put("v", VERSION_TEXT.clone());
        fields.put("gateway", gateway.getBytes(UTF_8));
        fields.put(ENTRIES, entries.array());
        return fields;
    }

    static List<LogEntry> unpack(String gateway, byte[] bundle) {
        var in = ByteBuffer.wrap(bundle);
        var entries = new ArrayList<LogEntry>();
        while (in.hasRemaining()) {
            int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (length < 0 || length > in.remaining() || entries.size() == MOST) {
                throw new LogEntry.Malformed(
                        ENTRIES, "is no bundle of 1.." + MOST + " readings: reading " + (entries.size() + 1));
            }
            byte[] one = new byte[length];
            in.get(one);
            entries.add(telemetry(Envelope.unpack(gateway, one)));
        }
        if (entries.isEmpty()) {
            throw new LogEntry.Malformed(ENTRIES, "is empty");
        }
        return List.copyOf(entries);
    }

    /** What can become evidence has its own place in the order of all evidence. */
    private static LogEntry telemetry(LogEntry entry) {
        if (entry.kind().place() != EntryKind.Place.TELEMETRY) {
            throw new LogEntry.Malformed(ENTRIES, "may hold telemetry only, not " + entry.kind());
        }
        return entry;
    }
}
