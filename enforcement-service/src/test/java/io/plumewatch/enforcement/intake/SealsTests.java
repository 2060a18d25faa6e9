package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.Seal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who can write to Redis cannot make evidence by that alone. */
class SealsTests {

    private static final String KEY_1 = "first-key-0123456789abcdef01234567";
    private static final String KEY_2 = "other-key-0123456789abcdef01234567";
    private static final String STREAM = "telemetry:{3}";

    private final Seals seals = Seals.of("gateway-1=" + KEY_1 + ", gateway-2=" + KEY_2);

    @Test
    void takesWhatTheGatewayThatIsNamedHasSealed() {
        ReadEntry entry = ReadEntry.of(raw("gateway-1", KEY_1), seals);
        assertThat(entry.stored()).hasSize(1);
    }

    @Test
    void parksWhatHasNoSealOrThatOfAnother() {
        RawEntry unsealed = new RawEntry(STREAM, "1-1", fields("gateway-1"));
        assertThat(ReadEntry.of(unsealed, seals).reason()).isEqualTo("NOT_SEALED");
        assertThat(ReadEntry.of(raw("gateway-1", KEY_2), seals).stored()).isEmpty();
        assertThat(ReadEntry.of(raw("gateway-3", KEY_1), seals).problem()).contains("log-keys");
    }

    @Test
    void letsNobodyStopAStreamWithAForgedVersionOfTheFuture() {
        Map<String, byte[]> forged = fields("gateway-1");
        forged.put("v", "99".getBytes(UTF_8));
        assertThat(ReadEntry.of(new RawEntry(STREAM, "1-1", forged), seals).reason())
                .isEqualTo("NOT_SEALED");
    }

    @Test
    void takesTheOldAndTheNewKeyWhileAKeyIsChanged() {
        Seals changing = Seals.of("gateway-1=" + KEY_1 + ",gateway-1=" + KEY_2);
        assertThat(ReadEntry.of(raw("gateway-1", KEY_1), changing).stored()).hasSize(1);
        assertThat(ReadEntry.of(raw("gateway-1", KEY_2), changing).stored()).hasSize(1);
    }

    @Test
    void asksForNothingWithoutKeys() {
        Seals none = Seals.of(" ");
        assertThat(none.any()).isFalse();
        assertThat(ReadEntry.of(new RawEntry(STREAM, "1-1", fields("gateway-1")), none)
                        .stored())
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithASettingButNotTheKey() {
        assertThatThrownBy(() -> Seals.of("=" + KEY_1))
                .hasMessageContaining("gateway-id=key")
                .hasMessageNotContaining(KEY_1);
        assertThatThrownBy(() -> Seals.of("gateway-1=tiny-secret"))
                .hasMessageContaining("32")
                .hasMessageNotContaining("tiny-secret");
    }

    private static RawEntry raw(String gateway, String key) {
        Map<String, byte[]> fields = fields(gateway);
        fields.put(Seal.FIELD, new Seal(key).of(STREAM, fields));
        return new RawEntry(STREAM, "1-1", fields);
    }

    private static Map<String, byte[]> fields(String gateway) {
        Map<String, byte[]> fields = new HashMap<>(TestLog.telemetry("key-1").toFields());
        fields.put("gateway", gateway.getBytes(UTF_8));
        return fields;
    }
}
