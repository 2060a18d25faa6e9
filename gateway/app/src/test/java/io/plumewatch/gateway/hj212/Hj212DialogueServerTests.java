package io.plumewatch.gateway.hj212;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumewatch.gateway.command.Order;
import io.plumewatch.gateway.command.OrderRefused;
import io.plumewatch.gateway.command.Ticket;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.Peer;
import io.plumewatch.wire.hj212.StationMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway asks stations, over real sockets. */
class Hj212DialogueServerTests {

    private static final StationMessages STATION =
            new StationMessages(new Peer("22", Hj212TestServer.PW, Hj212TestServer.MN, Edition.E2017));

    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    @ParameterizedTest
    @EnumSource(
            value = Edition.class,
            names = {"E2017", "E2025"})
    void confirmsAHeartbeatAndLogsNothing(Edition edition) {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(new StationMessages(new Peer("22", Hj212TestServer.PW, Hj212TestServer.MN, edition))
                    .heartbeat(Hj212Time.millis(now)));

            Hj212Message answer = station.receive();
            assertThat(answer.cn()).isEqualTo("9013");
            assertThat(answer.edition()).isEqualTo(edition);
            assertThat(server.log.entries()).isEmpty();
            assertThat(server.seen.all()).hasSize(1);
        }
    }

    @Test
    void hangsUpOnAStationThatWasSuspendedMeanwhileAndAsksItNothing() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(STATION.heartbeat(Hj212Time.millis(now)));
            assertThat(station.receive().cn()).isEqualTo("9013");

            server.devices.replace(
                    Hj212TestServer.device("AIR-1", "AIR_STATION", false, Hj212TestServer.MN, null, null));
            station.send(STATION.heartbeat(Hj212Time.millis(now)));
            server.awaitRejected("DEVICE_SUSPENDED");
            assertThat(station.read()).isNegative();
            assertThat(server.event("closed_expelled")).isEqualTo(1);

            await(
                    "no way to it",
                    () -> assertThatExceptionOfType(OrderRefused.class)
                            .isThrownBy(() -> server.server.ask("AIR-1", Order.of("GET_TIME"), "an administrator")));
        }
    }

    @Test
    void setsTheClockOfAStationThatAsksForIt() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(STATION.askForTime(Hj212Time.millis(now)));

            assertThat(station.receive().cn()).isEqualTo("9013");
            Hj212Message request = station.receive();
            assertThat(request.cn()).isEqualTo("1012");
            assertThat(request.pw()).isEqualTo(Hj212TestServer.PW);
            assertThat(request.st()).isEqualTo("22");
            assertThat(Hj212Time.read(request.value("SystemTime").orElseThrow()).orElseThrow())
                    .isBetween(now.minusSeconds(1), now.plusSeconds(30));
        }
    }

    @Test
    void setsAClockThatIsOffWithoutBeingAsked() {
        try (var server = new Hj212TestServer(Duration.ZERO).withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now.minusSeconds(100), now.minusSeconds(100)));

            assertThat(station.receive().cn()).isIn("9014", "1012");
            assertThat(station.receive().cn()).isIn("9014", "1012");
            assertThat(server.event("request")).isEqualTo(1);
        }
    }

    @Test
    void asksAStationOf2005NothingByItself() {
        try (var server = new Hj212TestServer(Duration.ZERO).withStation();
                StationSocket station = server.connect()) {
            Instant old = now.minusSeconds(100);
            station.send(StationSocket.message("2011", Hj212Time.millis(old), Edition.E2005, true, old));
            assertThat(station.receive().cn()).isEqualTo("9014");
            station.send(StationSocket.message("2011", Hj212Time.millis(now), Edition.E2005, true, now));

            assertThat(station.receive().cn()).isEqualTo("9014");
            assertThat(server.event("request")).isZero();
        }
    }

    @Test
    void pullsMinutesThatAreMissingAndAnswersEachPacketByItsOwnQn() {
        long fiveMinutes = 300;
        Instant latest = Instant.ofEpochSecond((now.getEpochSecond() / fiveMinutes - 2) * fiveMinutes);
        try (var server = new Hj212TestServer(Duration.ZERO).withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2051", now, latest.minusSeconds(3 * fiveMinutes)));
            awaitAnswer(station, Hj212Time.millis(now));
            station.send(StationSocket.data("2051", now.plusMillis(1), latest));
            Hj212Message pull = receive(station, "2051");
            assertThat(pull.value("BeginTime")).contains(Hj212Time.seconds(latest.minusSeconds(2 * fiveMinutes)));
            assertThat(pull.value("EndTime")).contains(Hj212Time.seconds(latest.minusSeconds(fiveMinutes)));

            station.send(STATION.requestAnswer(String.valueOf(pull.qn()), 1));
            for (int back = 2; back >= 1; back--) {
                String qn = Hj212Time.millis(now.plusMillis(10 - back));
                station.send(STATION.data(qn, "2051", latest.minusSeconds(back * fiveMinutes), List.of(), true));
                awaitAnswer(station, qn);
            }
            station.send(STATION.executionResult(String.valueOf(pull.qn()), 1));

            await("the end", () -> assertThat(server.event("request_done")).isEqualTo(1));
            assertThat(server.log.entries()).hasSize(4);
            assertThat(server.seen.all().get(0).today().missing()).isZero();
        }
    }

    @Test
    void asksHowLongAMinutePeriodIsAndGoesByTheAnswer() {
        Instant tenth = Instant.ofEpochSecond(now.getEpochSecond() / 600 * 600);
        try (var server = new Hj212TestServer(Duration.ZERO).withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now));
            Hj212Message question = receive(station, "1063");
            station.send(STATION.value(String.valueOf(question.qn()), "1063", "MinInterval", "10"));
            station.send(STATION.executionResult(String.valueOf(question.qn()), 1));
            for (int back = 3; back >= 1; back--) {
                String qn = Hj212Time.millis(now.plusMillis(10 - back));
                station.send(STATION.data(qn, "2051", tenth.minusSeconds(back * 600L), List.of(), true));
                awaitAnswer(station, qn);
            }

            assertThat(server.seen.all().get(0).today().missing()).isZero();
        }
    }

    @Test
    void logsHowLongAMinutePeriodIsAndAsksAgainWhenSomebodyChangedIt() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now));
            station.receive();
            server.server.ask(
                    "AIR-1",
                    new Order("SET_MINUTE_INTERVAL", null, null, 10, null, null, null, null, null, null, null),
                    "an administrator");
            String set = String.valueOf(receive(station, "1064").qn());
            station.send(STATION.requestAnswer(set, 1));
            station.send(STATION.executionResult(set, 1));
            String get = String.valueOf(receive(station, "1063").qn());
            station.send(STATION.value(get, "1063", "MinInterval", "10"));

            server.awaitEntries(2);
            assertThat(new String(server.log.entries().get(1).payload(), US_ASCII))
                    .contains("CN=1063", "MinInterval=10");
            assertThat(server.seen.all().get(0).today().received()).isEqualTo(1);
        }
    }

    @Test
    void tellsAnOperatorWhatTheStationAnswered() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now));
            station.receive();

            Ticket ticket = server.server.ask("AIR-1", Order.of("GET_TIME"), "an administrator");
            Hj212Message request = station.receive();
            String qn = String.valueOf(request.qn());
            assertThat(request.cn()).isEqualTo("1011");
            station.send(STATION.requestAnswer(qn, 1));
            station.send(STATION.value(qn, "1011", "SystemTime", Hj212Time.seconds(now)));
            station.send(STATION.executionResult(qn, 1));

            await("the result", () -> assertThat(find(server, ticket).state()).isEqualTo("DONE"));
            assertThat(find(server, ticket).values()).isEqualTo(Map.of("SystemTime", Hj212Time.seconds(now)));
            assertThat(find(server, ticket).requestCode()).isEqualTo(1);
            assertThat(find(server, ticket).resultCode()).isEqualTo(1);
        }
    }

    @Test
    void sendsAgainWhatIsNotAnsweredAndThenGivesUp() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(StationSocket.data("2011", now, now));
            station.receive();

            Ticket ticket = server.server.ask("AIR-1", Order.of("GET_MINUTE_INTERVAL"), "an administrator");

            assertThat(station.receive().qn()).isEqualTo(station.receive().qn());
            await("the end", () -> assertThat(find(server, ticket).state()).isEqualTo("TIMED_OUT"));
        }
    }

    @Test
    void endsOrdersWithTheConnectionAndTakesNoneWithoutOne() {
        try (var server = new Hj212TestServer().withStation()) {
            Ticket ticket;
            try (StationSocket station = server.connect()) {
                station.send(StationSocket.data("2011", now, now));
                station.receive();
                ticket = server.server.ask("AIR-1", Order.of("GET_TIME"), "an administrator");
            }
            await("the end", () -> assertThat(find(server, ticket).state()).isEqualTo("CONNECTION_LOST"));

            assertThatExceptionOfType(OrderRefused.class)
                    .isThrownBy(() -> server.server.ask("AIR-1", Order.of("GET_TIME"), "an administrator"))
                    .matches(refused -> refused.why() == OrderRefused.Why.STATION_OFFLINE);
        }
    }

    @Test
    void countsAnswersThatNobodyWaitsFor() {
        try (var server = new Hj212TestServer().withStation();
                StationSocket station = server.connect()) {
            station.send(STATION.executionResult("20260316093000999", 1));

            await(
                    "the answer",
                    () -> assertThat(server.event("unexpected_answer")).isEqualTo(1));
        }
    }

    private static void awaitAnswer(StationSocket station, String qn) {
        Hj212Message answer = receive(station, "9014");
        while (!qn.equals(answer.qn())) {
            answer = receive(station, "9014");
        }
    }

    private static Ticket find(Hj212TestServer server, Ticket ticket) {
        return server.server.ticket("AIR-1", ticket.id()).orElseThrow();
    }

    private static Hj212Message receive(StationSocket station, String cn) {
        Hj212Message message = station.receive();
        while (!message.cn().equals(cn)) {
            message = station.receive();
        }
        return message;
    }
}
