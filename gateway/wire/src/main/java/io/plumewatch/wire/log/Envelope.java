package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry in one value, because the log's server pays for each field of an entry more than for all its bytes.
 *
 * <pre>
 *    1 B        8 B          8 B        per text: WORD length, UTF-8        the rest
 * +----------+------------+------------+--------------------------------+---------+
 * | replayed | receivedAt | measuredAt | kind device trust clock key     | payload |
 * | 0 or 1   | epoch ms   | epoch ms   | profile signature               |         |
 * +----------+------------+------------+--------------------------------+---------+
 * </pre>
 *
 * <p>Numbers are big-endian. An unknown {@code measuredAt} is the lowest number of all; a text that is not there has
 * the length 0xFFFF and no bytes.
 */
final class Envelope {

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int ABSENT = 0xFFFF;
    private static final int TIMES = 1 + 8 + 8;

    private Envelope() {}

    static byte[] pack(LogEntry entry) {
        byte @Nullable [][] texts = {
            bytes(entry.kind().name()),
            bytes(entry.device()),
            bytes(entry.trust().name()),
            bytes(entry.clock().name()),
            bytes(entry.key()),
            bytes(entry.profile()),
            bytes(entry.signature())
        };
        int length = TIMES + entry.payload().length;
        for (byte[] text : texts) {
            length += 2 + (text == null ? 0 : text.length);
        }
        Instant measuredAt = entry.measuredAt();
        var out = ByteBuffer.allocate(length)
                .put((byte) (entry.replayed() ? 1 : 0))
                .putLong(entry.receivedAt().toEpochMilli())
                .putLong(measuredAt == null ? UNKNOWN : measuredAt.toEpochMilli());
        for (byte[] text : texts) {
            put(out, text);
        }
        return out.put(entry.payload()).array();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static void put(ByteBuffer out, byte @Nullable [] text) {
        if (text == null) {
            out.putShort((short) ABSENT);
        } else if (text.length < ABSENT) {
            out.putShort((short) text.length).put(text);
        } else {
            throw new IllegalArgumentException("a text of a log entry has " + text.length + " bytes, most are 65534");
        }
    }

    static LogEntry unpack(String gateway, byte[] packed) {
        try {
            return unpack(gateway, ByteBuffer.wrap(packed));
        } catch (BufferUnderflowException e) {
            throw new LogEntry.Malformed("entry", "ends after " + packed.length + " bytes, within its texts");
        }
    }

    private static LogEntry unpack(String gateway, ByteBuffer in) {
        boolean replayed = in.get() == 1;
        Instant receivedAt = Instant.ofEpochMilli(in.getLong());
        long measuredAt = in.getLong();
        var kind = constant(EntryKind.class, "kind", in);
        String device = required("device", in);
        var trust = constant(Trust.class, "trust", in);
        var clock = constant(ClockState.class, "clock", in);
        String key = required("key", in);
        String profile = text(in);
        String signature = text(in);
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new LogEntry(
                kind,
                device,
                trust,
                clock,
                measuredAt == UNKNOWN ? null : Instant.ofEpochMilli(measuredAt),
                receivedAt,
                replayed,
                key,
                gateway,
                profile,
                signature,
                payload);
    }

    private static @Nullable String text(ByteBuffer in) {
        int length = in.getShort() & 0xFFFF;
        if (length == ABSENT) {
            return null;
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, UTF_8);
    }

    private static String required(String name, ByteBuffer in) {
        String text = text(in);
        if (text == null) {
            throw new LogEntry.Malformed(name, "is missing");
        }
        return text;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, ByteBuffer in) {
        return constant(type, name, required(name, in));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new LogEntry.Malformed(name, "is not a " + type.getSimpleName() + ": " + text);
        }
    }
}
