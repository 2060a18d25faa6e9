package io.plumewatch.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes real input in a few places, as a bad line, a bad program or a bad mind would. */
public final class Mutation {

    /** What has a meaning in one of the formats, or is longer or larger than anybody expects. */
    private static final byte[][] WORDS = words(
            "##",
            "~~",
            "&&",
            ";",
            ",",
            "=",
            "\r\n",
            "CP=",
            "DataTime=",
            "-Rtd=",
            "null",
            "-1",
            "1e999",
            "-1e-999",
            "0.",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":",
            "true",
            "NaN",
            "2026-02-30T25:61:61+99:00",
            "\"",
            "\\",
            "\u0000",
            "}",
            "]",
            ":");

    private Mutation() {}

    private static byte[][] words(String... words) {
        return Arrays.stream(words).map(word -> word.getBytes(US_ASCII)).toArray(byte[][]::new);
    }

    /** Returns the original with one to four changes; sometimes as it is. */
    public static byte[] of(byte[] original, SplittableRandom random) {
        byte[] now = original.clone();
        for (int i = random.nextInt(5); i > 0 && now.length > 0; i--) {
            now = changed(now, random);
        }
        return now;
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(bytes, at, end(bytes, at, random), (byte) (random.nextBoolean() ? 0xFF : 0));
            default -> {
                return resized(bytes, at, random);
            }
        }
        return bytes;
    }

    private static byte[] resized(byte[] bytes, int at, SplittableRandom random) {
        int end = end(bytes, at, random);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, end, new byte[0]);
            case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 3 -> spliced(bytes, at, at, WORDS[random.nextInt(WORDS.length)]);
            default -> spliced(bytes, at, end, WORDS[random.nextInt(WORDS.length)]);
        };
    }

    private static int end(byte[] bytes, int at, SplittableRandom random) {
        return Math.min(bytes.length, at + 1 + random.nextInt(16));
    }

    /** Returns the bytes with those from {@code from} to {@code to} replaced. */
    static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] spliced = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
        return spliced;
    }

    /** Returns JSON with one of its values replaced by another of any kind, so that it mostly stays JSON. */
    public static byte[] ofJson(byte[] json, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return of(json, random);
        }
        byte[] now = json;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int colon = after(now, random.nextInt(now.length), ":");
            int end = after(now, colon, ",}");
            if (colon < end) {
                now = spliced(now, colon + 1, end, WORDS[random.nextInt(WORDS.length)]);
            }
        }
        return now;
    }

    private static int after(byte[] bytes, int from, String wanted) {
        for (int i = from; i < bytes.length; i++) {
            if (wanted.indexOf(bytes[i]) >= 0) {
                return i;
            }
        }
        return bytes.length;
    }
}
