package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LogEntryTests {

    private static final LogEntry FULL = new LogEntry(
            EntryKind.OBD,
            "LSTTEST0000000001",
            Trust.CERTIFIED,
            ClockState.SUSPECT,
            Instant.ofEpochMilli(1_795_306_502_120L),
            Instant.ofEpochMilli(1_795_306_503_000L),
            true,
            "豫/1",
            "gateway-1",
            "P3@1",
            "VALID",
            new byte[] {0, -1, 9});

    private static final LogEntry LEAST = new LogEntry(
            EntryKind.PASS, "", Trust.CLAIMED, ClockState.UNKNOWN, null, Instant.EPOCH, false, "", "g", new byte[0]);

    @Test
    void readsWhatItWrote() {
        for (LogEntry entry : new LogEntry[] {FULL, LEAST}) {
            assertThat(LogEntry.all(entry.toFields()))
                    .singleElement()
                    .usingRecursiveComparison()
                    .isEqualTo(entry);
        }
    }

    @Test
    void packsEverythingButVersionAndGatewayIntoOneValue() {
        assertThat(FULL.toFields()).containsOnlyKeys("v", "gateway", "entry");
        // Counted by hand: replayed, received, measured, then texts with their lengths, profile and signature absent.
        assertThat(HexFormat.of().formatHex(packed(LEAST)))
                .isEqualTo("00" + "0000000000000000" + "8000000000000000" + "0004" + "50415353" + "0000" + "0007"
                        + "434c41494d4544" + "0007" + "554e4b4e4f574e" + "0000" + "ffff" + "ffff");
    }

    @Test
    void stillReadsEntriesOfSingleFields() {
        Map<String, byte[]> fields = new HashMap<>();
        Map.of(
                        "v",
                        "1",
                        "kind",
                        "OBD",
                        "device",
                        "LSTTEST0000000001",
                        "trust",
                        "CERTIFIED",
                        "clock",
                        "SUSPECT",
                        "receivedAt",
                        "1795306503000",
                        "replayed",
                        "1",
                        "key",
                        "豫/1",
                        "gateway",
                        "gateway-1")
                .forEach((name, value) -> fields.put(name, value.getBytes(UTF_8)));
        fields.put("measuredAt", "1795306502120".getBytes(UTF_8));
        fields.put("profile", "P3@1".getBytes(UTF_8));
        fields.put("signature", "VALID".getBytes(UTF_8));
        fields.put("payload", new byte[] {0, -1, 9});

        assertThat(LogEntry.all(fields))
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(FULL);
    }

    @Test
    void saysWhatIsWrongWithAnEntryThatWasCutAnywhere() {
        byte[] whole = packed(FULL);
        for (int length = 0; length < whole.length - FULL.payload().length; length++) {
            Map<String, byte[]> fields = new HashMap<>(FULL.toFields());
            fields.put(LogEntry.ENTRY, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> LogEntry.all(fields))
                    .as("%d bytes", length)
                    .isInstanceOf(LogEntry.Malformed.class)
                    .hasMessageContaining("entry");
        }
    }

    @Test
    void stopsAtAVersionFromTheFuture() {
        Map<String, byte[]> fields = FULL.toFields();
        fields.put("v", "4".getBytes(UTF_8));

        assertThatThrownBy(() -> LogEntry.all(fields)).isInstanceOf(LogEntry.UnknownVersion.class);
    }

    private static byte[] packed(LogEntry entry) {
        return Objects.requireNonNull(entry.toFields().get(LogEntry.ENTRY));
    }
}
