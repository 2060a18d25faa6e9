package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plumewatch.wire.obd.Octets;
import java.util.HexFormat;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted content of the edition 2025: SM4 in ECB mode over the bytes between {@code CP=&&} and the closing
 * {@code &&}, in whole groups of 16; what is left over stays plain. Length and check value are those of the plain
 * frame, so an encrypted frame comes out of the cutter as one with a wrong check value.
 *
 * <p>That the cipher text travels as raw bytes is a reading of the one example that is public, and some software sends
 * hexadecimal digits: hence {@link Form}.
 */
public final class Sm4Content {

    /** Bytes of a key. */
    public static final int KEY_LENGTH = 16;

    private static final int BLOCK = 16;

    /** How the cipher text travels. */
    public enum Form {
        /** As it is; the frame has the length of the plain one. */
        RAW,
        /** As two hexadecimal digits a byte; what stays plain follows as it is. */
        HEX
    }

    private final KeyParameter key;
    private final Form form;

    /** Takes a key of 16 bytes. */
    public Sm4Content(Octets key, Form form) {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("an SM4 key has " + KEY_LENGTH + " bytes, not " + key.length());
        }
        this.key = new KeyParameter(key.toArray());
        this.form = form;
    }

    /**
     * Returns the plain frame of an encrypted one, which reads and checks like any other.
     *
     * @return null when the check value does not fit what the key makes of the content: wrong key, not encrypted, or too
     *     short for it
     */
    public @Nullable Hj212Frame open(Hj212Frame encrypted) {
        var parts = Parts.of(encrypted);
        if (parts == null) {
            return null;
        }
        int sealed = sealedLength(parts.content);
        if (sealed == 0) {
            return null;
        }
        String opened = opened(parts.content.slice(0, sealed));
        if (!isText(opened)) {
            return null;
        }
        String text = encrypted.bytes().text();
        String segment = text.substring(encrypted.segmentAt(), parts.from)
                + opened
                + text.substring(parts.from + sealed, encrypted.segmentAt() + encrypted.segmentLength());
        var frame = Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1)));
        return frame.crcComputed().equalsIgnoreCase(encrypted.crcSent()) ? frame : null;
    }

    /** The check value has 256 results only, so one in so many wrong openings would fit it. */
    private static boolean isText(String opened) {
        return opened.chars().noneMatch(c -> c < 0x20 || c == 0x7F);
    }

    private int sealedLength(Octets content) {
        return form == Form.RAW ? content.length() / BLOCK * BLOCK : hexLength(content.text());
    }

    private String opened(Octets sealed) {
        var cipher = form == Form.RAW ? sealed : Octets.ofHex(sealed.text());
        return new String(run(false, cipher), ISO_8859_1);
    }

    /** Returns how many characters of the content are digits of whole groups; the plain rest is shorter than one. */
    private static int hexLength(String content) {
        int groups = content.length() / (2 * BLOCK);
        int digits = 0;
        while (digits < content.length() && Character.digit(content.charAt(digits), 16) >= 0) {
            digits++;
        }
        return Math.min(groups, digits / (2 * BLOCK)) * 2 * BLOCK;
    }

    /** Returns the encrypted frame of a plain one, with the length and check value of the plain one. */
    public Octets seal(Hj212Frame plain) {
        var parts = Parts.of(plain);
        if (parts == null) {
            throw new IllegalArgumentException("the frame has no data area");
        }
        int whole = parts.content.length() / BLOCK * BLOCK;
        byte[] cipher = run(true, parts.content.slice(0, whole));
        String shown = form == Form.RAW
                ? new String(cipher, ISO_8859_1)
                : HexFormat.of().withUpperCase().formatHex(cipher);
        String rest = parts.content.slice(whole, parts.content.length()).text();
        String text = plain.bytes().text();
        return Octets.of(
                (text.substring(0, parts.from) + shown + rest + text.substring(parts.to)).getBytes(ISO_8859_1));
    }

    private byte[] run(boolean encrypt, Octets whole) {
        var engine = new SM4Engine();
        engine.init(encrypt, key);
        byte[] in = whole.toArray();
        byte[] out = new byte[in.length];
        for (int at = 0; at < in.length; at += BLOCK) {
            engine.processBlock(in, at, out, at);
        }
        return out;
    }

    private record Parts(int from, int to, Octets content) {

        static @Nullable Parts of(Hj212Frame frame) {
            String segment = frame.segment().text();
            int opening = segment.indexOf(Hj212Decoder.OPENING);
            int from = opening + Hj212Decoder.OPENING.length();
            int to = segment.lastIndexOf(Hj212Decoder.CLOSING);
            if (opening < 0 || to < from) {
                return null;
            }
            int at = frame.segmentAt();
            return new Parts(at + from, at + to, frame.bytes().slice(at + from, at + to));
        }
    }
}
