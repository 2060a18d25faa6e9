package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.hj212.AirReading;
import io.plumewatch.wire.hj212.Deviation;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Readings;
import io.plumewatch.wire.hj212.HostMessages;
import io.plumewatch.wire.hj212.Peer;
import io.plumewatch.wire.hj212.Sm4Content;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AirStationTests {

    private static final Instant SINCE = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant START = Instant.parse("2026-11-22T08:12:30Z");

    private volatile Instant now = START;
    private FakeHost host;
    private AirStation station;

    @BeforeEach
    void openHost() throws IOException {
        host = new FakeHost();
        station = new AirStation("127.0.0.1", host.port(), settings(Edition.E2017), () -> now);
    }

    @AfterEach
    void closeBoth() throws IOException {
        station.close();
        host.close();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void sendsRealTimeDataInEveryEditionUntilTheyAreAnswered(Edition edition) throws IOException {
        start(settings(edition));
        var message = host.next(Hj212Command.REAL_TIME_DATA);

        assertThat(message.edition()).isEqualTo(edition);
        assertThat(message.dataTime()).contains(Instant.parse("2026-11-22T08:12:00Z"));
        assertThat(Hj212Readings.of(message, UnitProfile.byDefault()))
                .hasSize(AirModel.FACTORS.size())
                .allMatch(AirReading::usable);
        assertThat(station.waiting()).isOne();

        host.say(speaker(message).dataAnswer(Objects.requireNonNull(message.qn())));
        heard();
        assertThat(station.waiting()).isZero();
        assertThat(station.answered()).isOne();
    }

    @Test
    void sendsAPeriodWhenItIsOver() throws IOException {
        start(settings(Edition.E2017));
        now = Instant.parse("2026-11-22T09:00:00Z");
        station.tick();

        for (int minute = 10; minute < 60; minute += 5) {
            assertThat(host.next(Hj212Command.MINUTE_DATA).dataTime())
                    .contains(Instant.parse("2026-11-22T08:00:00Z").plus(Duration.ofMinutes(minute)));
        }
        assertThat(host.next(Hj212Command.HOUR_DATA).dataTime()).contains(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Test
    void sendsAgainAndGivesUpInTheEnd() throws IOException {
        start(settings(Edition.E2025));
        var first = host.next(Hj212Command.REAL_TIME_DATA);
        for (int i = 0; i < 3; i++) {
            now = now.plusSeconds(10);
            station.tick();
            var again = next(first);
            assertThat(again.resent()).isTrue();
            assertThat(again.items()).isEqualTo(first.items());
        }
        now = now.plusSeconds(10);
        station.tick();

        assertThat(station.givenUp()).isOne();
    }

    @Test
    void splitsWhatIsTooMuchForAPacket() throws IOException {
        start(settings(Edition.E2017).inPacketsOf(4));

        for (int pno = 1; pno <= 3; pno++) {
            var packet = host.next(Hj212Command.REAL_TIME_DATA);
            assertThat(packet.split()).isTrue();
            assertThat(packet.pno()).isEqualTo(pno);
            assertThat(packet.pnum()).isEqualTo(3);
        }
        assertThat(station.waiting()).isEqualTo(3);
    }

    @Test
    void tellsItsHistoryAsOftenAsItIsAsked() throws IOException {
        start(settings(Edition.E2017));
        var speaker = speaker(host.next(Hj212Command.REAL_TIME_DATA));
        List<Hj212Message> told = List.of();
        for (String qn : List.of("20261122161300001", "20261122161300002")) {
            host.say(speaker.history(qn, Hj212Command.HOUR_DATA, SINCE, SINCE.plus(Duration.ofHours(1))));
            assertThat(host.next(Hj212Command.REQUEST_ANSWER).value("QnRtn")).contains("1");
            var hours = List.of(host.next(Hj212Command.HOUR_DATA), host.next(Hj212Command.HOUR_DATA));
            var end = host.next(Hj212Command.EXECUTION_RESULT);

            assertThat(end.qn()).isEqualTo(qn);
            assertThat(end.value("ExeRtn")).contains("1");
            assertThat(told)
                    .allMatch(before ->
                            hours.stream().anyMatch(hour -> hour.items().equals(before.items())));
            told = hours;
        }
    }

    @ParameterizedTest
    @CsvSource({"7777, 8", "1011, 1"})
    void answersWhatItCanAndCannotDo(String cn, String qnRtn) throws IOException {
        start(settings(Edition.E2017));
        host.say(speaker(host.next(Hj212Command.REAL_TIME_DATA)).control("20261122161300001", cn, "a34004"));

        assertThat(host.next(Hj212Command.REQUEST_ANSWER).value("QnRtn")).contains(qnRtn);
    }

    @Test
    void hasItsClockSet() throws IOException {
        var drifting = new StationFaults(0, 0, 0, 0, 0, 0, 0, Duration.ofSeconds(-300), Duration.ofSeconds(36));
        start(settings(Edition.E2017).with(drifting));
        station.askForTime();
        var asked = host.next(Hj212Command.ASK_CALIBRATION_OF_TIME);
        assertThat(station.clockOffset()).isEqualTo(Duration.ofSeconds(-300));

        host.say(speaker(asked).setTime("20261122161300001", now));
        assertThat(host.next(Hj212Command.EXECUTION_RESULT).value("ExeRtn")).contains("1");
        now = now.plusSeconds(100);

        assertThat(station.clockOffset()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void connectsAgainWhenTheLineHasGone() throws IOException {
        start(settings(Edition.E2017).with(new StationFaults(0, 0, 0, 0, 1, 0, 0, Duration.ZERO, Duration.ZERO)));
        var first = host.next(Hj212Command.REAL_TIME_DATA);
        assertThat(station.isConnected()).isFalse();

        now = now.plusSeconds(10);
        station.tick();
        host.accept();

        assertThat(next(first).items()).isEqualTo(first.items());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_QN, MISSING_QN", "NO_FLAG, MISSING_FLAG", "COMMA_AFTER_QN, COMMA_IN_HEADER",
        "NO_SEMICOLON_BEFORE_CP, NO_SEMICOLON_BEFORE_CP", "BLANKS, BLANKS", "TRAILING_SEMICOLON, EMPTY_ITEM",
        "LOWER_CASE_FLAG, NAME_CASE", "LONG_DATA_TIME, LONG_TIME", "LOWER_CASE_CRC, LOWER_CASE_CRC",
        "PLUS6_LENGTH, PLUS6_LENGTH", "UNPADDED_LENGTH, UNPADDED_LENGTH", "NO_CR_LF, MISSING_TAIL"
    })
    void departsFromTheStandardInEveryWayOnItsOwn(StationHabit habit, Deviation deviation) throws IOException {
        start(settings(Edition.E2017).with(habit));
        var message = host.next(Hj212Command.REAL_TIME_DATA);

        assertThat(message.deviations()).contains(deviation).isSubsetOf(deviation, Deviation.FREE_MN);
    }

    @Test
    void takesTheCheckValueOfModbus() throws IOException {
        start(settings(Edition.E2017).with(StationHabit.MODBUS_CRC));

        assertThat(((Hj212Cut.BadCheck) host.cut()).frame().crcKind()).isEqualTo(CrcKind.MODBUS_SWAPPED);
    }

    @Test
    void encryptsContentOnlyWhereItIsAskedTo() throws IOException {
        var cipher = new Sm4Content(Octets.ofHex("00112233445566778899AABBCCDDEEFF"), Sm4Content.Form.RAW);
        start(settings(Edition.E2025).sealedWith(cipher));
        var sealed = ((Hj212Cut.BadCheck) host.cut()).frame();

        assertThat(cipher.open(sealed)).isNotNull();
        assertThat(host.next(Hj212Command.HEARTBEAT).items()).isEmpty();
    }

    @Test
    void breaksFramesAsOftenAsItIsToldTo() throws IOException {
        start(settings(Edition.E2017).with(new StationFaults(1, 0, 0, 1, 0, 0, 0, Duration.ZERO, Duration.ZERO)));

        assertThat(host.cut()).isInstanceOf(Hj212Cut.Garbage.class);
        assertThat(((Hj212Cut.BadCheck) host.cut()).frame().crcKind()).isEqualTo(CrcKind.WRONG);
    }

    private static AirStationSettings settings(Edition edition) {
        return AirStationSettings.of("HENAN_AIR_0001", "123456", edition, AirModel.ROADSIDE.at(7), SINCE);
    }

    private static HostMessages speaker(Hj212Message heard) {
        return new HostMessages(Peer.of(heard));
    }

    private void start(AirStationSettings settings) throws IOException {
        station.close();
        station = new AirStation("127.0.0.1", host.port(), settings, () -> now);
        station.tick();
        host.accept();
    }

    /** Returns the next message with the QN of another. */
    private Hj212Message next(Hj212Message same) throws IOException {
        var message = host.next(same.cn());
        while (!Objects.equals(message.qn(), same.qn())) {
            message = host.next(same.cn());
        }
        return message;
    }

    /** Waits until the station has heard what was said before: it answers in order. */
    private void heard() throws IOException {
        host.say(new HostMessages(settings(Edition.E2017).peer()).getTime("20261122161300009"));
        host.next(Hj212Command.EXECUTION_RESULT);
    }
}
