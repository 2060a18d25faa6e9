package io.plumewatch.wire.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both ends of a dialogue, held against frames that were made by hand. */
class MessagesTests {

    private static final String MN = "410500A8900016F000169DC1";

    final Peer peer = new Peer("22", "123456", MN, Edition.E2017);
    final HostMessages host = new HostMessages(peer);
    final StationMessages station = new StationMessages(peer);

    @Test
    void hostSpeaksAsTheStandardHasIt() {
        is("S02", host.dataAnswer("20260315101500123"));
        is("S03", host.noticeAnswer("20260315080000456"));
        is("S10", host.history("20260316093000111", "2061", at("20260315080000"), at("20260315100000")));
        is("S16", host.setTime("20260315080001000", at("20260315080001")));
        is("S17", host.setTimeout("20260315080002000", 10, 3));
        is("S18", host.setMinuteInterval("20260315080003000", 10));
        is("S26", new HostMessages(new Peer("22", "123456", MN, Edition.E2025)).noticeAnswer("20260401000000001"));
        is(
                "R21",
                new HostMessages(new Peer("32", "100000", "010000A8900016F000169DC0", Edition.E2017))
                        .setRealTimeInterval("20160801085857223", 30));
    }

    @Test
    void stationSpeaksAsTheStandardHasIt() {
        is("S11", station.requestAnswer("20260316093000111", 1));
        is("S13", station.requestAnswer("20260316093000112", 3));
        is("S15", station.askForTime("20260315080000456"));
        is("S20", station.boot("20260315075900001", at("20260315075900"), at("20260315075812")));
        is("S25", new StationMessages(new Peer("22", "123456", MN, Edition.E2025)).heartbeat("20260401000000001"));
        is(
                "S14",
                station.data(
                        "20260316093000534",
                        "2061",
                        at("20260315080000"),
                        List.of(factor("a34004", "Avg", "55.0", "Flag", "N")),
                        false));
    }

    @Test
    void stationSendsManyFactorsInPacketsWithQnsOfTheirOwn() {
        var qns = new ArrayDeque<>(List.of("20260315110000534", "20260315110000535"));
        var packets = station.packets(
                () -> Objects.requireNonNull(qns.poll()),
                "2061",
                at("20260315100000"),
                List.of(
                        factor("a34004", "Min", "52", "Avg", "66.1", "Max", "90", "Flag", "N"),
                        factor("a34002", "Avg", "1", "Flag", "N")),
                1,
                true);

        is("S07", packets.get(0));
        assertThat(packets).extracting(Hj212Message::pno).containsExactly(1, 2);
        assertThat(packets).allMatch(Hj212Message::split);
    }

    @Test
    void marksWhatIsSentAgain() {
        var again = Hj212Encoder.frame(station.heartbeat("20260401000000001").asResent());

        assertThat(again.segment().text()).contains(";Flag=5;RF=1;CP=&&&&");
        assertThat(((Hj212Decoded.Ok) Hj212Decoder.decode(again)).message().resent())
                .isTrue();
    }

    @Test
    void answersBearWhatTheStationItselfHasSent() {
        var answer = new HostMessages(Peer.of(SampleStations.message("R20"))).dataAnswer("1");

        assertThat(answer.pw()).isEqualTo("122333");
        assertThat(answer.flag()).isEqualTo(new Hj212Flag(0));
        assertThat(answer.st()).isEqualTo("91");
    }

    @Test
    void hostRefusesWhatTheStandardDoesNotAllow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.setRealTimeInterval("1", 29))
                .withMessage("RtdInterval is 29 but must be 30..3600");
        assertThatIllegalArgumentException().isThrownBy(() -> host.setMinuteInterval("1", 7));
        assertThatIllegalArgumentException().isThrownBy(() -> host.setPassword("1", "12345"));
        assertThatIllegalArgumentException().isThrownBy(() -> host.newKey("1", Instant.EPOCH, "short"));
        assertThatIllegalArgumentException().isThrownBy(() -> host.history("1", "2011", Instant.EPOCH, Instant.EPOCH));
    }

    private static StationMessages.Factor factor(String code, String... values) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new StationMessages.Factor(code, map);
    }

    private static void is(String golden, Hj212Message message) {
        assertThat(Hj212Encoder.frame(message).bytes().text())
                .isEqualTo(SampleStations.bytes(golden).text());
    }

    private static Instant at(String time) {
        return Hj212Time.read(time).orElseThrow();
    }
}
