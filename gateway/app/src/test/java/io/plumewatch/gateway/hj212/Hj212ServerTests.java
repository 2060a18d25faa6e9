package io.plumewatch.gateway.hj212;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data of stations over real sockets: what is taken, what is answered, what is refused. */
class Hj212ServerTests {

    private final Hj212TestServer server = new Hj212TestServer().withStation();
    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersDataWhenTheLogHasThemAsTheyCame() {
        Hj212Message data = StationSocket.data("2011", now, now);
        try (StationSocket station = server.connect()) {
            station.send(data);

            Hj212Message answer = station.receive();
            assertThat(answer.cn()).isEqualTo("9014");
            assertThat(answer.qn()).isEqualTo(data.qn());
            assertThat(answer.st()).isEqualTo("91");
            assertThat(answer.pw()).isEqualTo(Hj212TestServer.PW);
            assertThat(answer.mn()).isEqualTo(Hj212TestServer.MN);
        }
        LogEntry entry = server.log.entries().get(0);
        byte[] bytes = Hj212Encoder.frame(data).bytes().toArray();
        assertThat(entry.kind()).isEqualTo(EntryKind.AIR);
        assertThat(entry.device()).isEqualTo("AIR-1");
        assertThat(entry.payload()).isEqualTo(bytes);
        assertThat(entry.trust()).isEqualTo(Trust.ENROLLED);
        assertThat(entry.clock()).isEqualTo(ClockState.GOOD);
        assertThat(entry.measuredAt()).isEqualTo(now);
        assertThat(entry.replayed()).isFalse();
        assertThat(entry.profile()).isEqualTo("ambient@1");
        assertThat(entry.key()).matches("AIR-1/[0-9a-f]{64}");
        assertThat(server.frames()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"E2005, 0", "E2017, 4", "E2025, 8"})
    void answersInTheEditionOfTheQuestion(Edition edition, int flag) {
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.message("2011", Hj212Time.millis(now), edition, true, now));

            assertThat(station.receive().flag()).hasToString("Hj212Flag[value=" + flag + "]");
        }
    }

    @Test
    void answersNothingThatAsksForNoAnswer() {
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.message("2011", Hj212Time.millis(now), Edition.E2017, false, now));
            station.sendSegment("ST=22;CN=2051;PW=123456;MN=" + Hj212TestServer.MN + ";CP=&&DataTime="
                    + Hj212Time.seconds(now) + ";a34004-Avg=60&&");
            station.sendSegment(
                    "QN=1617951053103;ST=22;CN=9014;PW=123456;MN=" + Hj212TestServer.MN + ";Flag=5;CP=&&&&");
            station.send(StationSocket.data("2061", now, now));

            assertThat(station.receive().qn()).isEqualTo(Hj212Time.millis(now));
        }
        server.awaitEntries(3);
        assertThat(server.deviation("MISSING_FLAG")).isEqualTo(1);
    }

    @Test
    void answersWhatIsSentAgainAndStoresItOnce() {
        try (StationSocket station = server.connect()) {
            for (int i = 0; i < 3; i++) {
                station.send(StationSocket.data("2011", now, now));
                assertThat(station.receive().cn()).isEqualTo("9014");
            }
        }
        assertThat(server.log.entries()).hasSize(1);
        assertThat(server.event("repeated")).isEqualTo(2);
    }

    @Test
    void answersNothingWhileTheLogIsAwayAndEverythingAfterwards() {
        try (StationSocket station = server.connect()) {
            server.log.goAway();
            station.send(StationSocket.data("2051", now, now.minusSeconds(120)));
            station.send(StationSocket.data("2051", now.plusMillis(1), now.minusSeconds(60)));
            await("both frames", () -> assertThat(server.frames()).isPositive());
            assertThat(server.log.entries()).isEmpty();

            server.log.comeBack();

            assertThat(station.receive().cn()).isEqualTo("9014");
            assertThat(station.receive().cn()).isEqualTo("9014");
        }
        assertThat(server.log.entries()).hasSize(2);
    }

    @Test
    void keepsWhatItTookFromAConnectionThatEndedBeforeTheLogCameBack() {
        server.log.goAway();
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.data("2051", now, now));
            await("the frame", () -> assertThat(server.frames()).isEqualTo(1));
        }

        server.log.comeBack();

        server.awaitEntries(1);
    }

    @Test
    void takesEachOfSeveralPacketsAndCountsThoseThatNeverCame() {
        String head = "ST=22;CN=2061;PW=123456;MN=" + Hj212TestServer.MN + ";Flag=7;PNUM=3;PNO=";
        String area = ";CP=&&DataTime=" + Hj212Time.seconds(now.minusSeconds(3600)) + ";a34004-Avg=60&&";
        try (StationSocket station = server.connect()) {
            station.sendSegment("QN=20260315110000534;" + head + 2 + area);
            station.sendSegment("QN=20260315110000535;" + head + 1 + area);

            assertThat(station.receive().qn()).isEqualTo("20260315110000534");
            assertThat(station.receive().qn()).isEqualTo("20260315110000535");
            await(
                    "the third packet given up",
                    () -> assertThat(seen().today().missing()).isEqualTo(1));
        }
        assertThat(seen().today().received()).isEqualTo(2);
        assertThat(server.event("incomplete_join")).isEqualTo(1);
    }

    @Test
    void countsMinutesThatAreMissingAndThatComeLate() {
        int minutes = 5;
        try (StationSocket station = server.connect()) {
            for (int back : new int[] {6, 4, 2, 3}) {
                Instant start = Instant.ofEpochSecond(
                        Math.floorDiv(now.getEpochSecond(), 60L * minutes) * 60 * minutes - back * 60L * minutes);
                station.send(StationSocket.data("2051", now.plusMillis(back), start));
                assertThat(station.receive().cn()).isEqualTo("9014");
            }
        }
        assertThat(seen().today().received()).isEqualTo(4);
        assertThat(seen().today().missing()).isEqualTo(1);
        assertThat(seen().clockDriftMillis()).isBetween(-60_000L, 60_000L);
    }

    @Test
    void knowsLateDataAsReplayedAndNeverSuspectsTheClockForIt() {
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.data("2061", now, now.minus(Duration.ofHours(5))));
            station.send(StationSocket.data("2061", now.minusSeconds(900), now.minus(Duration.ofHours(4))));
            station.send(StationSocket.data("2011", now.plusSeconds(900), now));
            server.awaitEntries(3);
        }
        assertThat(server.log.entries()).extracting(LogEntry::replayed).containsExactly(true, true, false);
        assertThat(server.log.entries())
                .extracting(LogEntry::clock)
                .containsExactly(ClockState.GOOD, ClockState.UNKNOWN, ClockState.SUSPECT);
    }

    @Test
    void refusesDataOfTheFutureWithoutAnAnswer() {
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now.plusSeconds(900)));
            station.send(StationSocket.data("2011", now.plusMillis(1), now));

            assertThat(station.receive().qn()).isEqualTo(Hj212Time.millis(now.plusMillis(1)));
        }
        server.awaitRejected("CLOCK_AHEAD");
    }

    /** Else whoever hung up would keep its station out until the gateway starts again. */
    @Test
    void keepsNoSessionForWhoSentOnlyWhatIsRefused() {
        try (StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now.plusSeconds(3_600)));
            server.awaitRejected("CLOCK_AHEAD");
        }
        server.devices.replace(Hj212TestServer.device("AIR-1", "AIR_STATION", true, Hj212TestServer.MN, null, null));
        try (StationSocket fromElsewhere = server.connect()) {
            fromElsewhere.send(StationSocket.data("2011", now.plusMillis(1), now));

            assertThat(fromElsewhere.receive().cn()).isEqualTo("9014");
        }
        assertThat(server.log.entries()).extracting(LogEntry::trust).containsExactly(Trust.CLAIMED);
    }

    @Test
    void takesASegmentThatIsLongerThanTheStandardAllows() {
        String values =
                IntStream.range(0, 80).mapToObj(i -> ";a34004-Rtd=" + (10 + i)).collect(Collectors.joining());
        String segment = segment(Hj212TestServer.MN, Hj212TestServer.PW).replaceFirst(";a34004-Rtd=[^;&]*", values);
        assertThat(segment.length()).isGreaterThan(1_024);
        try (StationSocket station = server.connect()) {
            station.sendSegment(segment);

            assertThat(station.receive().cn()).isEqualTo("9014");
        }
        assertThat(server.log.entries()).hasSize(1);
        assertThat(server.deviation("LONG_SEGMENT")).isEqualTo(1);
    }

    @Test
    void holdsNobodyUpForOneRegistrationThatCannotBeRead() {
        server.devices.spoil("A-SPOILED");
        try (StationSocket forwarder = server.connect()) {
            forwarder.sendSegment(segment("A-SPOILED", Hj212TestServer.PW));
            forwarder.send(StationSocket.data("2011", now.plusMillis(1), now));

            assertThat(forwarder.receive().qn()).isEqualTo(Hj212Time.millis(now.plusMillis(1)));
        }
        server.awaitRejected("INTERNAL_ERROR");
    }

    @Test
    void claimsOnlyForAStationWithoutAFiledPassword() {
        server.devices.with(Hj212TestServer.device("AIR-2", "AIR_STATION", true, "JLYP01_AIR01_0001", null, null));
        try (StationSocket station = server.connect()) {
            station.sendSegment(segment("JLYP01_AIR01_0001", "999999"));
            assertThat(station.receive().pw()).isEqualTo("999999");
        }
        assertThat(server.log.entries()).extracting(LogEntry::trust).containsExactly(Trust.CLAIMED);
    }

    @Test
    void hangsUpOnAConnectionOfStrangersAlone() {
        try (StationSocket stranger = server.connect();
                StationSocket forwarder = server.connect()) {
            for (int frame = 1; frame < Hj212TestServer.STRANGER_FRAMES; frame++) {
                stranger.sendSegment(segment("NOBODY", Hj212TestServer.PW));
                forwarder.sendSegment(segment("NOBODY", Hj212TestServer.PW));
            }
            stranger.sendSegment(segment("SOMEBODY", Hj212TestServer.PW));
            assertThat(stranger.read()).isNegative();

            forwarder.send(StationSocket.data("2011", now, now));
            assertThat(forwarder.receive().cn()).isEqualTo("9014");
            for (int frame = 0; frame < 2 * Hj212TestServer.STRANGER_FRAMES; frame++) {
                forwarder.sendSegment(segment("NOBODY", Hj212TestServer.PW));
            }
            forwarder.send(StationSocket.data("2011", now.plusMillis(1), now));
            assertThat(forwarder.receive().cn()).isEqualTo("9014");
        }
        assertThat(server.event("closed_stranger")).isEqualTo(1);
    }

    /** Its frames are refused for what they say, not for who says it. */
    @Test
    void keepsAStationWhoseClockIsFarAhead() {
        try (StationSocket station = server.connect()) {
            for (int frame = 0; frame < 2 * Hj212TestServer.STRANGER_FRAMES; frame++) {
                station.send(StationSocket.data("2011", now, now.plusSeconds(3_600)));
            }
            station.send(StationSocket.data("2011", now, now));
            assertThat(station.receive().cn()).isEqualTo("9014");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODY, 123456, UNKNOWN_DEVICE",
        "A-OFF, 123456, DEVICE_SUSPENDED",
        "A-CAM, 123456, WRONG_DEVICE_KIND",
        Hj212TestServer.MN + ", 654321, WRONG_PASSWORD"
    })
    void refusesStrangersWithoutAnAnswer(String mn, String password, String reason) {
        server.devices.with(Hj212TestServer.device("A-OFF", "AIR_STATION", false, "A-OFF", null, null));
        server.devices.with(Hj212TestServer.device("A-CAM", "CAMERA", true, "A-CAM", null, null));
        try (StationSocket station = server.connect()) {
            station.sendSegment(segment(mn, password));
            station.send(StationSocket.data("2011", now, now));

            assertThat(station.receive().mn()).isEqualTo(Hj212TestServer.MN);
        }
        server.awaitRejected(reason);
        assertThat(server.log.entries()).hasSize(1);
        assertThat(server.frames()).isEqualTo(2);
    }

    @Test
    void refusesACrcOfModbusUnlessTheProfileAllowsIt() {
        server.devices.with(Hj212TestServer.station("AIR-2", "A-MODBUS", "legacy-2005@1"));
        try (StationSocket station = server.connect()) {
            station.send(withModbusCrc(segment(Hj212TestServer.MN, "123456")));
            server.awaitRejected("CRC_MISMATCH");
            assertThat(server.frames()).isZero();

            station.send(withModbusCrc(segment("A-MODBUS", "123456")));
            assertThat(station.receive().mn()).isEqualTo("A-MODBUS");
        }
        assertThat(server.log.entries()).extracting(LogEntry::device).containsExactly("AIR-2");
        assertThat(server.deviation("MODBUS_CRC")).isEqualTo(1);
        assertThat(server.frames()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void quarantinesWhatIsNoTimeAndNoCommandOfAStation(String start) {
        String cn = start.equals("2") ? "2011" : "7777";
        String time = start.equals("2") ? "20261399000000" : Hj212Time.seconds(now);
        try (StationSocket station = server.connect()) {
            station.sendSegment("QN=" + Hj212Time.millis(now) + ";ST=22;CN=" + cn + ";PW=123456;MN="
                    + Hj212TestServer.MN + ";Flag=5;CP=&&DataTime=" + time + "&&");
            server.awaitRejected(start.equals("2") ? "OUT_OF_RANGE" : "UNKNOWN_LAYOUT");
        }
        assertThat(server.rejected.get(0).source()).isEqualTo("AIR-1");
    }

    private String segment(String mn, String password) {
        return "QN=" + Hj212Time.millis(now) + ";ST=22;CN=2011;PW=" + password + ";MN=" + mn + ";Flag=5;CP=&&DataTime="
                + Hj212Time.seconds(now) + ";a34004-Rtd=60,a34004-Flag=N&&";
    }

    /** The ordinary CRC of Modbus, low byte first, written out here on purpose. */
    private static byte[] withModbusCrc(String segment) {
        int crc = 0xFFFF;
        for (byte octet : segment.getBytes(UTF_8)) {
            crc ^= octet & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xA001;
            }
        }
        String text =
                String.format(Locale.ROOT, "##%04d%s%02X%02X\r\n", segment.length(), segment, crc & 0xFF, crc >> 8);
        return text.getBytes(UTF_8);
    }

    private SeenDevices.Seen seen() {
        return server.seen.all().get(0);
    }
}
