package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleTests {

    private static final int SEED = 20_261_128;

    @Test
    void readsTheReadingsThatItWroteInTheirOrder() {
        for (int size = 1; size <= Bundle.MOST; size++) {
            List<LogEntry> readings = readings(size);
            Map<String, byte[]> fields = fields(readings);

            assertThat(fields).containsOnlyKeys("v", "gateway", "entries");
            assertThat(LogEntry.all(fields)).usingRecursiveComparison().isEqualTo(readings);
        }
    }

    @Test
    void hasAtLeastOneReadingAndABoundOfThem() {
        assertThatThrownBy(() -> Bundle.toFields("g", List.of())).hasMessageContaining("1..32 readings, not 0");
        assertThatThrownBy(() -> Bundle.toFields("g", Collections.nCopies(33, new byte[9])))
                .hasMessageContaining("1..32 readings, not 33");
    }

    @Test
    void holdsTelemetryOnly() {
        var pass = new LogEntry(
                EntryKind.PASS,
                "RS-1",
                Trust.ENROLLED,
                ClockState.GOOD,
                null,
                Instant.EPOCH,
                false,
                "k",
                "g",
                new byte[1]);

        assertThatThrownBy(() -> LogEntry.all(Bundle.toFields("g", List.of(pass.packed()))))
                .isInstanceOf(LogEntry.Malformed.class)
                .hasMessageContaining("telemetry only, not PASS");
    }

    @Test
    void saysWhatIsWrongWithABundleThatWasCutAnywhere() {
        List<LogEntry> readings = readings(3);
        byte[] whole = Objects.requireNonNull(fields(readings).get(Bundle.ENTRIES));
        int first = Integer.BYTES + readings.get(0).packed().length;
        int second = first + Integer.BYTES + readings.get(1).packed().length;
        for (int length = 0; length < whole.length; length++) {
            Map<String, byte[]> fields = new HashMap<>(fields(readings));
            fields.put(Bundle.ENTRIES, Arrays.copyOf(whole, length));
            if (length == first || length == second) {
                assertThat(LogEntry.all(fields)).hasSizeLessThan(3);
            } else {
                assertThatThrownBy(() -> LogEntry.all(fields))
                        .as("%d bytes", length)
                        .isInstanceOf(LogEntry.Malformed.class)
                        .hasMessageContaining("entries");
            }
        }
    }

    @Test
    void neverFailsOtherwiseOnBytesThatAreNoBundle() {
        var random = new Random(SEED);
        byte[] whole = Objects.requireNonNull(fields(readings(3)).get(Bundle.ENTRIES));
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            Map<String, byte[]> fields = new HashMap<>(fields(readings(1)));
            fields.put(Bundle.ENTRIES, broken);
            try {
                assertThat(LogEntry.all(fields)).isNotEmpty();
            } catch (LogEntry.Malformed e) {
                assertThat(e.getMessage()).startsWith("log entry field '");
            }
        }
    }

    private static Map<String, byte[]> fields(List<LogEntry> readings) {
        return Bundle.toFields(
                "gateway-1", readings.stream().map(LogEntry::packed).toList());
    }

    private static List<LogEntry> readings(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new LogEntry(
                        EntryKind.OBD,
                        "LSTTEST000000000" + n % 10,
                        Trust.ENROLLED,
                        ClockState.GOOD,
                        Instant.ofEpochMilli(1_795_306_502_000L + n),
                        Instant.ofEpochMilli(1_795_306_503_000L + n),
                        n % 2 == 0,
                        "豫/" + n,
                        "gateway-1",
                        n % 3 == 0 ? null : "P3@1",
                        null,
                        ("payload " + n).getBytes(UTF_8)))
                .toList();
    }
}
