package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text that is split as bytes and read as characters only then: the separators are ASCII in UTF-8 and in GBK. */
final class WireText {

    private static final Charset GBK = Charset.forName("GBK");

    private WireText() {}

    /** Reads text of one character per byte as UTF-8, else as GBK; bytes that are neither stay what they are. */
    static String read(String octets, Set<Deviation> deviations) {
        if (octets.chars().allMatch(c -> c < 0x80)) {
            return octets;
        }
        byte[] bytes = octets.getBytes(ISO_8859_1);
        String utf8 = strict(UTF_8, bytes);
        if (utf8 != null) {
            return utf8;
        }
        String gbk = strict(GBK, bytes);
        if (gbk != null) {
            deviations.add(Deviation.GBK_TEXT);
            return gbk;
        }
        return octets;
    }

    private static @Nullable String strict(Charset charset, byte[] bytes) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
