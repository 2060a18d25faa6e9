package io.plumewatch.gateway.hj212;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.Sm4Content;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Octets;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken, odd, slow and hostile streams of bytes. */
class Hj212StreamTests {

    private final Hj212TestServer server = new Hj212TestServer().withStation();
    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void losesOneFrameToAWrongCrcAndAnswersNothingToIt() {
        byte[] broken = frame(0);
        broken[20] ^= 1;
        try (StationSocket station = server.connect()) {
            station.send(broken);
            station.send(frame(1));

            assertThat(station.receive().qn()).isEqualTo(qn(1));
        }
        server.awaitRejected("CRC_MISMATCH");
        assertThat(server.frames()).isEqualTo(1);
    }

    @Test
    void skipsGarbageBetweenFramesAndFindsFramesCutAnywhere() {
        byte[] second = frame(2);
        try (StationSocket station = server.connect()) {
            station.send("noise#");
            station.send(frame(1));
            station.send(Arrays.copyOf(second, 77));
            assertThat(station.receive().qn()).isEqualTo(qn(1));
            station.send(Arrays.copyOfRange(second, 77, second.length));

            assertThat(station.receive().qn()).isEqualTo(qn(2));
        }
        server.awaitRejected("NOT_A_FRAME");
    }

    @Test
    void takesAndCountsKnownDeviations() {
        String segment = "QN=" + qn(1) + ",ST=22;CN=2011;PW=123456;MN=" + Hj212TestServer.MN + ";Flag=5;CP=&& DataTime="
                + Hj212Time.seconds(now) + "; a34004-Rtd=60&&";
        Hj212Frame frame = Hj212Encoder.frame(Octets.of(segment.getBytes(UTF_8)));
        String text = String.format(
                Locale.ROOT,
                "##%04d%s%s\r\n",
                segment.length() + 6,
                segment,
                frame.crcComputed().toLowerCase(Locale.ROOT));
        try (StationSocket station = server.connect()) {
            station.send(text);
            assertThat(station.receive().qn()).isEqualTo(qn(1));
        }
        for (String kind : List.of("PLUS6_LENGTH", "COMMA_IN_HEADER", "BLANKS")) {
            assertThat(server.deviation(kind)).as(kind).isEqualTo(1);
        }
    }

    @Test
    void answersAStationThatNeverSendsItsCrLf() {
        byte[] whole = frame(1);
        try (StationSocket station = server.connect()) {
            station.send(Arrays.copyOf(whole, whole.length - 2));

            assertThat(station.receive().qn()).isEqualTo(qn(1));
        }
        assertThat(server.deviation("MISSING_TAIL")).isEqualTo(1);
    }

    @Test
    void givesAHalfFrameUpAndTakesTheNextOne() {
        byte[] half = Arrays.copyOf(frame(1), 60);
        try (StationSocket station = server.connect()) {
            station.send(half);
            station.send(frame(2));

            assertThat(station.receive().qn()).isEqualTo(qn(2));
        }
        server.awaitRejected("NOT_A_FRAME");
    }

    @Test
    void closesWhoBeginsAFrameAndFallsSilent() {
        try (StationSocket station = server.connect()) {
            station.send(Arrays.copyOf(frame(1), 60));

            assertThat(station.read()).isEqualTo(-1);
        }
        server.awaitRejected("HALF_FRAME");
        assertThat(server.event("closed_half_frame")).isEqualTo(1);
    }

    @Test
    void closesWhoSendsNothing() {
        try (StationSocket station = server.connect()) {
            assertThat(station.read()).isEqualTo(-1);
        }
        assertThat(server.event("closed_idle")).isEqualTo(1);
    }

    @Test
    void closesWhoFloodsGarbageAndKeepsTenSamples() {
        try (StationSocket station = server.connect()) {
            try {
                station.send("##9999 garbage without any frame ".repeat(4_000));
            } catch (UncheckedIOException e) {
                // Reset while still writing: closed all the same.
            }
            assertThat(station.read()).isEqualTo(-1);
        }
        server.awaitRejected("NOT_A_FRAME");
        assertThat(server.rejected).hasSizeLessThanOrEqualTo(10);
        assertThat(server.rejected).allMatch(entry -> entry.kept().length <= 512);
    }

    @Test
    void closesTheOlderOfTwoEqualConnectionsOfOneStation() {
        try (StationSocket older = server.connect();
                StationSocket newer = server.connect()) {
            older.send(frame(1));
            older.receive();
            newer.send(frame(2));
            newer.receive();

            assertThat(older.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"ambient-sm4@1, RAW", "ambient-sm4-hex@1, HEX"})
    void opensEncryptedContentOfAStationWhoseKeyItHasAndLogsItPlain(String profile, Sm4Content.Form form) {
        server.devices.with(Hj212TestServer.station("AIR-SM4", "A-SM4", profile));
        String segment = "QN=" + qn(1) + ";ST=22;CN=2061;PW=123456;MN=A-SM4;Flag=9;CP=&&DataTime="
                + Hj212Time.seconds(now.minusSeconds(3600)) + ";a34004-Avg=44.0,a34004-Flag=N&&";
        Hj212Frame plain = Hj212Encoder.frame(Octets.of(segment.getBytes(UTF_8)));
        var sm4 = new Sm4Content(Octets.ofHex(Hj212TestServer.KEY), form);
        try (StationSocket station = server.connect()) {
            station.send(sm4.seal(plain).toArray());

            Hj212Message answer = station.receive();
            assertThat(answer.edition()).isEqualTo(Edition.E2025);
            assertThat(answer.cn()).isEqualTo("9014");
        }
        LogEntry entry = server.log.entries().get(0);
        assertThat(entry.payload()).isEqualTo(plain.bytes().toArray());
        assertThat(entry.profile()).isEqualTo(profile);
        assertThat(server.frames()).isEqualTo(1);
    }

    /** The check value has 256 results: of so many encrypted frames one carries the right one of its cipher text. */
    @Test
    void opensEncryptedContentWhoseCheckValueFitsItAsItIs() {
        server.devices.with(Hj212TestServer.station("AIR-SM4", "A-SM4", "ambient-sm4@1"));
        var sm4 = new Sm4Content(Octets.ofHex(Hj212TestServer.KEY), Sm4Content.Form.RAW);
        for (int value = 0; value < 2_000; value++) {
            String segment = "QN=" + qn(1) + ";ST=22;CN=2061;PW=123456;MN=A-SM4;Flag=9;CP=&&DataTime="
                    + Hj212Time.seconds(now.minusSeconds(3600 + value)) + ";a34004-Avg=44.0&&";
            Hj212Frame plain = Hj212Encoder.frame(Octets.of(segment.getBytes(UTF_8)));
            byte[] sealed = sm4.seal(plain).toArray();
            Octets cipher = Octets.of(Arrays.copyOfRange(sealed, 6, 6 + plain.segmentLength()));
            if (Hj212Encoder.frame(cipher).crcComputed().equals(plain.crcSent())) {
                try (StationSocket station = server.connect()) {
                    station.send(sealed);
                    assertThat(station.receive().cn()).isEqualTo("9014");
                }
                assertThat(server.log.entries().get(0).payload())
                        .isEqualTo(plain.bytes().toArray());
                return;
            }
        }
        throw new AssertionError("no check value fits");
    }

    @Test
    void refusesEncryptedContentOfAStationThatMayNotEncrypt() {
        String segment = "QN=" + qn(1) + ";ST=22;CN=2061;PW=123456;MN=" + Hj212TestServer.MN + ";Flag=9;CP=&&DataTime="
                + Hj212Time.seconds(now) + ";a34004-Avg=44.0&&";
        Hj212Frame plain = Hj212Encoder.frame(Octets.of(segment.getBytes(UTF_8)));
        var sm4 = new Sm4Content(Octets.ofHex(Hj212TestServer.KEY), Sm4Content.Form.RAW);
        try (StationSocket station = server.connect()) {
            station.send(sm4.seal(plain).toArray());
            server.awaitRejected("CRC_MISMATCH");
        }
        assertThat(server.log.entries()).isEmpty();
    }

    @Test
    void showsNoKeyInItsSettings() {
        assertThat(new Hj212Settings.Sm4(Map.of("AIR-SM4", Hj212TestServer.KEY)).toString())
                .doesNotContain("3030");
    }

    private byte[] frame(int number) {
        return Hj212Encoder.frame(StationSocket.data("2011", now.plusMillis(number), now))
                .bytes()
                .toArray();
    }

    private String qn(int number) {
        return Hj212Time.millis(now.plusMillis(number));
    }
}
