package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All fields of an entry in one value, but for one that is the same as the payload, which lies beside it.
 *
 * <pre>
 *  for each field:  length of name (4) | name | length of value (4) | value
 *  of that one:     length of name (4) | name | -1
 * </pre>
 */
final class EnvelopeBytes {

    private static final int BESIDE = -1;

    private EnvelopeBytes() {}

    static byte[] of(Map<String, byte[]> fields, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            add(bytes, name.getBytes(UTF_8));
            if (Arrays.equals(value, payload)) {
                bytes.writeBytes(number(BESIDE));
            } else {
                add(bytes, value);
            }
        });
        return bytes.toByteArray();
    }

    static Map<String, byte[]> fields(byte[] envelope, byte[] payload) {
        var fields = new LinkedHashMap<String, byte[]>();
        ByteBuffer rest = ByteBuffer.wrap(envelope);
        while (rest.hasRemaining()) {
            String name = new String(next(rest, rest.getInt()), UTF_8);
            int length = rest.getInt();
            fields.put(name, length == BESIDE ? payload : next(rest, length));
        }
        return fields;
    }

    private static void add(ByteArrayOutputStream bytes, byte[] value) {
        bytes.writeBytes(number(value.length));
        bytes.writeBytes(value);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] next(ByteBuffer rest, int length) {
        byte[] value = new byte[length];
        rest.get(value);
        return value;
    }
}
