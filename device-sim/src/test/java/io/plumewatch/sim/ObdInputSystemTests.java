package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What may come in on an open TCP port: bad frames, half frames, floods. A good terminal beside them never notices. */
@ExtendWith(CityExtension.class)
class ObdInputSystemTests {

    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.currentTimeMillis() % 90_000));
    private static final int LONGEST_DATA_UNIT = 65_531;

    private final TestCity city;
    private String deviceNo;
    private String vin;
    private String iccid;
    private double receivedBefore;

    ObdInputSystemTests(TestCity city) {
        this.city = city;
    }

    @BeforeEach
    void registerATerminal() {
        int number = NEXT.incrementAndGet();
        deviceNo = "OBD-" + number;
        vin = String.format(Locale.ROOT, "LGAX2B1H8K%07d", number);
        iccid = String.format(Locale.ROOT, "898600%014d", number);
        new Registration(city).enrolled(Registration.terminal(deviceNo, vin, iccid));
        receivedBefore = city.counters().received("obd");
    }

    @Test
    void countsEveryWholeFrameOfAGoodTerminal() throws IOException {
        try (var line = new TerminalLine(city)) {
            line.send(ObdBytes.login(vin, iccid, 1), ObdBytes.realTime(vin, 1), ObdBytes.realTime(vin, 2));
            assertReceived(3);
        }
    }

    @Test
    void quarantinesAWrongCheckByteAndKeepsTheConnection() throws IOException {
        double before = city.counters().quarantined("obd", "BCC_MISMATCH");
        try (var line = new TerminalLine(city)) {
            line.send(
                    ObdBytes.login(vin, iccid, 1),
                    ObdBytes.withWrongBcc(ObdBytes.realTime(vin, 1)),
                    ObdBytes.realTime(vin, 2));
            assertReceived(2);
        }
        assertThat(city.counters().quarantined("obd", "BCC_MISMATCH")).isEqualTo(before + 1);
        assertThat(quarantined("BCC_MISMATCH")).isNotEmpty();
    }

    @Test
    void findsTheFrameBehindGarbage() throws IOException {
        double before = city.counters().quarantined("obd", "NOT_A_FRAME");
        try (var line = new TerminalLine(city)) {
            line.send("AT+CIPSEND\r\n#".getBytes(US_ASCII), ObdBytes.login(vin, iccid, 1), ObdBytes.realTime(vin, 1));
            assertReceived(2);
        }
        assertThat(city.counters().quarantined("obd", "NOT_A_FRAME")).isGreaterThan(before);
        assertThat(quarantined("NOT_A_FRAME")).isNotEmpty();
    }

    @Test
    void takesTheLongestFrameThatTheStandardAllows() throws IOException {
        double before = city.counters().quarantined("obd", "UNKNOWN_LAYOUT");
        try (var line = new TerminalLine(city)) {
            byte[] longest = ObdBytes.frame(0x02, vin, new byte[LONGEST_DATA_UNIT]);
            line.send(ObdBytes.login(vin, iccid, 1), longest, ObdBytes.realTime(vin, 1));
            assertReceived(3);
        }
        Eventually.holds(() ->
                assertThat(city.counters().quarantined("obd", "UNKNOWN_LAYOUT")).isEqualTo(before + 1));
    }

    /** One with half a packet, and one that promises the longest frame: together, as each takes the whole limit. */
    @Test
    void closesEachLineWithHalfAFrameAndThenSilence() throws IOException {
        byte[] whole = ObdBytes.realTime(vin, 1);
        byte[] longest = ObdBytes.frame(0x02, vin, new byte[LONGEST_DATA_UNIT]);
        double before = city.counters().quarantined("obd", "HALF_FRAME");
        try (var half = new TerminalLine(city);
                var promising = new TerminalLine(city)) {
            half.send(Arrays.copyOf(whole, whole.length / 2));
            promising.send(Arrays.copyOf(longest, 1_000));
            goodTerminalGoesOn();
            assertIsClosed(half, "half a packet");
            assertIsClosed(promising, "a promise");
        }
        Eventually.holds(() ->
                assertThat(city.counters().quarantined("obd", "HALF_FRAME")).isEqualTo(before + 2));
    }

    @Test
    void countsAFrameOfAnUnknownVinButKeepsItOutOfTheLog() throws IOException {
        String stranger = "LZZ5CLSB" + vin.substring(8);
        double before = city.counters().quarantined("obd", "UNKNOWN_VIN");
        try (var line = new TerminalLine(city)) {
            line.send(ObdBytes.login(stranger, iccid, 1), ObdBytes.realTime(stranger, 1));
            assertReceived(2);
        }
        Eventually.holds(() ->
                assertThat(city.counters().quarantined("obd", "UNKNOWN_VIN")).isGreaterThan(before));
        // A packet is binary, so its sample is in hex: the VIN would stand there as the hex of its letters.
        String inHex = HexFormat.of().formatHex(stranger.getBytes(US_ASCII));
        assertThat(quarantined("UNKNOWN_VIN"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.path("sample").asString())
                        .isNotEmpty()
                        .doesNotContain(stranger)
                        .doesNotContainIgnoringCase(inHex));
        goodTerminalGoesOn();
    }

    /** Somebody who knows only the VIN must not push the real terminal off its session. */
    @Test
    void letsNobodyOfLowerTrustTakeOverASession() throws IOException {
        double before = city.counters().quarantined("obd", "VIN_CONFLICT");
        try (var real = new TerminalLine(city);
                var impostor = new TerminalLine(city)) {
            real.send(ObdBytes.login(vin, iccid, 1), ObdBytes.realTime(vin, 1));
            assertReceived(2);
            // Received is not judged yet: an impostor that is judged first has nobody to push off.
            Eventually.holds(() ->
                    assertThat(Registration.trust(city.gateway(), deviceNo)).isEqualTo("ENROLLED"));
            impostor.send(ObdBytes.login(vin, "89860000000000000000", 1), ObdBytes.realTime(vin, 1));
            Eventually.holds(() -> assertThat(city.counters().quarantined("obd", "VIN_CONFLICT"))
                    .isGreaterThan(before));
            double conflicts = city.counters().quarantined("obd", "VIN_CONFLICT");

            real.send(ObdBytes.realTime(vin, 2));

            assertReceived(5);
            assertThat(city.counters().quarantined("obd", "VIN_CONFLICT")).isEqualTo(conflicts);
        }
    }

    /** A terminal that lost its line without a word comes back on a new one. */
    @Test
    void letsTheSameTerminalTakeOverItsOldSession() throws IOException {
        double before = city.counters().quarantined("obd", "VIN_CONFLICT");
        try (var old = new TerminalLine(city);
                var again = new TerminalLine(city)) {
            old.send(ObdBytes.login(vin, iccid, 1));
            assertReceived(1);
            again.send(ObdBytes.login(vin, iccid, 2), ObdBytes.realTime(vin, 1));
            assertReceived(3);
        }
        assertThat(city.counters().quarantined("obd", "VIN_CONFLICT")).isEqualTo(before);
    }

    /** 32 MiB of noise on each of four lines: cut off early, little kept, and the terminal beside it is served. */
    @Test
    void cutsOffAFloodOfGarbageAndKeepsLittleOfIt() throws IOException {
        long heapBefore = usedHeap();
        int itemsBefore = quarantined("NOT_A_FRAME").size();
        for (int i = 0; i < 4; i++) {
            flood(i);
            goodTerminalGoesOn();
        }
        assertThat(quarantined("NOT_A_FRAME").size() - itemsBefore).isLessThanOrEqualTo(10);
        assertThat(quarantined("NOT_A_FRAME"))
                .allSatisfy(item ->
                        assertThat(item.path("sample").asString().length()).isLessThanOrEqualTo(2 * 1024));
        assertThat(usedHeap() - heapBefore).isLessThan(128L * 1024 * 1024);
    }

    private void flood(int seed) throws IOException {
        var random = new Random(seed);
        byte[] noise = new byte[64 * 1024];
        boolean cutOff = false;
        try (var line = new TerminalLine(city)) {
            for (int sent = 0; sent < 512 && !cutOff; sent++) {
                random.nextBytes(noise);
                try {
                    line.send(noise);
                } catch (IOException e) {
                    cutOff = true;
                }
            }
            assertThat(cutOff || line.closedWithin(Duration.ofSeconds(20)))
                    .as("the flood was cut off")
                    .isTrue();
        }
    }

    private long usedHeap() {
        return (long) city.counters().sum("jvm_memory_used_bytes", "area=\"heap\"");
    }

    private static void assertIsClosed(TerminalLine line, String with) throws IOException {
        assertThat(line.closedWithin(Duration.ofSeconds(60)))
                .as("the gateway closes the line with %s", with)
                .isTrue();
    }

    private void goodTerminalGoesOn() throws IOException {
        double before = city.counters().received("obd");
        try (var line = new TerminalLine(city)) {
            line.send(ObdBytes.login(vin, iccid, 1), ObdBytes.realTime(vin, 1));
            Eventually.holds(() -> assertThat(city.counters().received("obd")).isEqualTo(before + 2));
        }
    }

    private void assertReceived(int frames) {
        Eventually.holds(() -> assertThat(city.counters().received("obd")).isEqualTo(receivedBefore + frames));
    }

    private List<JsonNode> quarantined(String reason) {
        return TestCity.all(city.gateway(), "/api/v1/quarantine?reason=" + reason);
    }
}
