package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SealTests {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Seal seal = new Seal(KEY);

    @Test
    void isTheKeyedDigestOfEveryNameAndValueWithItsLength() {
        // Counted outside of this program: HMAC-SHA-256 of 0000000161 0000000162 0000000163.
        assertThat(HexFormat.of().formatHex(seal.of("a", Map.of("b", new byte[] {'c'}))))
                .isEqualTo("dd96323d2926f7e6e1ff997dae7b138aec9ae44cb63a04338e815741fafef773");
    }

    @Test
    void fitsWhatItSealed() {
        assertThat(seal.fits("evidence", sealed("evidence"))).isTrue();
    }

    @Test
    void doesNotFitAnotherStreamKeyOrAnyOtherByte() {
        Map<String, byte[]> entry = sealed("evidence");
        assertThat(seal.fits("telemetry:{0}", entry)).isFalse();
        assertThat(new Seal(KEY.replace('0', '1')).fits("evidence", entry)).isFalse();
        var random = new SplittableRandom(3);
        for (String field : List.copyOf(entry.keySet())) {
            Map<String, byte[]> changed = new HashMap<>(entry);
            changed.computeIfPresent(field, (name, value) -> {
                byte[] other = value.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                return other;
            });
            assertThat(seal.fits("evidence", changed)).as(field).isFalse();
        }
    }

    @Test
    void doesNotFitWhenAByteMovesFromOneFieldToTheNextOrAFieldComesOrGoes() {
        Map<String, byte[]> entry = fields("ab", "c");
        entry.put(Seal.FIELD, seal.of("evidence", entry));
        Map<String, byte[]> moved = fields("a", "bc");
        moved.put(Seal.FIELD, entry.get(Seal.FIELD));
        assertThat(seal.fits("evidence", moved)).isFalse();

        Map<String, byte[]> more = new HashMap<>(entry);
        more.put("trust2", "CERTIFIED".getBytes(UTF_8));
        assertThat(seal.fits("evidence", more)).isFalse();
        Map<String, byte[]> none = fields("ab", "c");
        assertThat(seal.fits("evidence", none)).isFalse();
    }

    @Test
    void wantsALongKeyAndNeverSaysIt() {
        assertThatThrownBy(() -> new Seal("short-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32")
                .hasMessageNotContaining("short-secret");
    }

    private Map<String, byte[]> sealed(String stream) {
        Map<String, byte[]> entry = fields("PASS", "payload");
        entry.put(Seal.FIELD, seal.of(stream, entry));
        return entry;
    }

    private static Map<String, byte[]> fields(String kind, String payload) {
        return new HashMap<>(Map.of("kind", kind.getBytes(UTF_8), "payload", payload.getBytes(UTF_8)));
    }
}
