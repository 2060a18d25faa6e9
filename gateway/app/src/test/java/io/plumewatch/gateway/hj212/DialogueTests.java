package io.plumewatch.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.hj212.Dialogue.Step;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Peer;
import io.plumewatch.wire.hj212.StationMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole dialogue at a table, with a clock that is moved by hand. */
class DialogueTests {

    private static final Instant START = Instant.parse("2026-03-16T01:30:00.111Z");
    private static final StationMessages STATION =
            new StationMessages(new Peer("22", "123456", "410500A8900016F000169DC1", Edition.E2017));

    private final Dialogue dialogue =
            new Dialogue(new Dialogue.Rules(Duration.ofSeconds(10), 3, Duration.ofMinutes(5), 2), new QnSource());
    private final List<Step.Send> sent = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Instant now = START;

    @Test
    void sendsOneRequestAtATime() {
        ask(getTime("a"));
        ask(getTime("b"));

        assertThat(sent).extracting(step -> step.request().id()).containsExactly("a");
        assertThat(sent.get(0).qn()).isEqualTo("20260316093000111");

        hear(STATION.executionResult(qn(), 1));
        assertThat(sent).extracting(step -> step.request().id()).containsExactly("a", "b");
    }

    @Test
    void gathersTheAnswerOfAQuery() {
        ask(getTime("a"));

        hear(STATION.requestAnswer(qn(), 1));
        hear(STATION.value(qn(), "1011", "SystemTime", "20260316093001"));
        hear(STATION.executionResult(qn(), 1));

        assertThat(outcomes)
                .extracting(Outcome::state)
                .containsExactly(Outcome.State.SENT, Outcome.State.RUNNING, Outcome.State.RUNNING, Outcome.State.DONE);
        assertThat(last().values()).isEqualTo(Map.of("SystemTime", "20260316093001"));
    }

    @Test
    void takesTheAnswerOfAStationThatLeavesTheFirstStepOut() {
        ask(getTime("a"));

        hear(STATION.value(qn(), "1011", "SystemTime", "20260316093001"));
        hear(STATION.executionResult(qn(), 1));

        assertThat(last().state()).isEqualTo(Outcome.State.DONE);
        assertThat(last().values()).containsKey("SystemTime");
    }

    @Test
    void sendsAgainWithTheSameQnAndGivesUpAfterTheResends() {
        ask(getTime("a"));

        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(10));
        }
        assertThat(sent).hasSize(4);
        assertThat(sent).extracting(Step.Send::qn).containsOnly(qn());
        assertThat(sent).extracting(Step.Send::again).containsExactly(false, true, true, true);
        assertThat(last().state()).isEqualTo(Outcome.State.SENT);

        pass(Duration.ofSeconds(10));
        assertThat(sent).hasSize(4);
        assertThat(last().state()).isEqualTo(Outcome.State.TIMED_OUT);
        assertThat(last().meaning()).isEqualTo("no answer");
    }

    @Test
    void doesNothingBeforeItIsTime() {
        ask(getTime("a"));

        pass(Duration.ofSeconds(9));

        assertThat(sent).hasSize(1);
        assertThat(dialogue.nextDeadline()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void failsWhatWasBegunAndBroughtNothingInTime() {
        ask(getTime("a"));
        hear(STATION.requestAnswer(qn(), 1));

        pass(Duration.ofSeconds(10));

        assertThat(sent).hasSize(1);
        assertThat(last().state()).isEqualTo(Outcome.State.TIMED_OUT);
        assertThat(last().qnRtn()).isEqualTo(1);
    }

    @Test
    void leavesALateAnswerAlone() {
        ask(getTime("a"));
        String first = qn();
        hear(STATION.executionResult(first, 5));
        ask(getTime("b"));

        assertThat(dialogue.expects(STATION.executionResult(first, 1))).isFalse();
        hear(STATION.executionResult(first, 1));

        assertThat(last().state()).isEqualTo(Outcome.State.SENT);
        assertThat(qn()).isNotEqualTo(first);
    }

    @Test
    void leavesAnAnswerWithAForeignQnAlone() {
        ask(getTime("a"));

        hear(STATION.requestAnswer("20260316093000999", 1));
        hear(STATION.executionResult("20260316093000999", 1));

        assertThat(last().state()).isEqualTo(Outcome.State.SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "2, refused",
        "3, PW wrong",
        "4, MN wrong",
        "5, ST wrong",
        "6, Flag wrong",
        "7, QN wrong",
        "8, CN wrong",
        "9, CRC wrong",
        "100, unknown reason",
        "42, 'QnRtn 42, which the standard does not list'"
    })
    void endsWithWhatTheStationRefuses(int code, String meaning) {
        ask(getTime("a"));

        hear(STATION.requestAnswer(qn(), code));

        assertThat(last().state()).isEqualTo(Outcome.State.REFUSED);
        assertThat(last().qnRtn()).isEqualTo(code);
        assertThat(last().meaning()).isEqualTo(meaning);
        assertThat(dialogue.nextDeadline()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, DONE, done",
        "2, FAILED, failed for a reason it does not know",
        "3, FAILED, condition error",
        "4, FAILED, communication time-out",
        "5, FAILED, busy",
        "6, FAILED, system fault",
        "100, NO_DATA, no data"
    })
    void endsWithWhatTheStationReports(int code, Outcome.State state, String meaning) {
        ask(getTime("a"));
        hear(STATION.requestAnswer(qn(), 1));

        hear(STATION.executionResult(qn(), code));

        assertThat(last().state()).isEqualTo(state);
        assertThat(last().exeRtn()).isEqualTo(code);
        assertThat(last().meaning()).isEqualTo(meaning);
    }

    @Test
    void waitsAfterEachPacketOfAHistoryThatHasQnsOfItsOwn() {
        ask(hourHistory());
        hear(STATION.requestAnswer(qn(), 1));
        for (int hour = 0; hour < 3; hour++) {
            pass(Duration.ofSeconds(8));
            hear(hourData(
                    "2026031609301000" + hour,
                    Instant.parse("2026-03-15T00:00:00Z").plusSeconds(3600L * hour)));
        }

        assertThat(last().state()).isEqualTo(Outcome.State.RUNNING);
        assertThat(last().packets()).isEqualTo(3);
        hear(STATION.executionResult(qn(), 1));
        assertThat(last().state()).isEqualTo(Outcome.State.DONE);
        assertThat(last().packets()).isEqualTo(3);
    }

    @Test
    void doesNotTakeLiveDataForAPulledHistory() {
        ask(hourHistory());
        hear(STATION.requestAnswer(qn(), 1));

        Hj212Message live = hourData("20260316090000001", Instant.parse("2026-03-16T00:00:00Z"));

        assertThat(dialogue.expects(live)).isFalse();
    }

    @Test
    void endsARequestThatATalkativeStationNeverFinishes() {
        ask(hourHistory());
        hear(STATION.requestAnswer(qn(), 1));
        for (int i = 0; i < 40; i++) {
            pass(Duration.ofSeconds(8));
            hear(hourData("20260316093010" + (100 + i), Instant.parse("2026-03-15T00:00:00Z")));
        }

        assertThat(last().state()).isEqualTo(Outcome.State.TIMED_OUT);
    }

    @Test
    void isDoneWithANoticeWhenItIsConfirmed() {
        ask(Request.of("a", Request.FORM.realTimeData("", false)));

        hear(STATION.noticeAnswer(qn()));

        assertThat(last().state()).isEqualTo(Outcome.State.DONE);
    }

    @Test
    void endsEverythingWithTheConnection() {
        ask(getTime("a"));
        ask(getTime("b"));

        take(dialogue.lose());

        assertThat(outcomes.subList(1, 3))
                .extracting(Outcome::state)
                .containsExactly(Outcome.State.CONNECTION_LOST, Outcome.State.CONNECTION_LOST);
        assertThat(dialogue.nextDeadline()).isNull();
    }

    @Test
    void takesNoMoreThanItsQueueHolds() {
        ask(getTime("a"));

        assertThat(dialogue.offer(getTime("b"))).isTrue();
        assertThat(dialogue.offer(getTime("c"))).isTrue();
        assertThat(dialogue.offer(getTime("d"))).isFalse();
    }

    @Test
    void setsTheTimeOfSendingAlsoWhenItSendsAgain() {
        Request request = Request.setTime("a");
        Peer peer = new Peer("22", "123456", "A-1", Edition.E2025);

        Hj212Message first = request.message(peer, "20260316093000111", START);
        Hj212Message again = request.message(peer, "20260316093000111", START.plusSeconds(10));

        assertThat(first.value("SystemTime")).contains("20260316093000");
        assertThat(again.value("SystemTime")).contains("20260316093010");
        assertThat(first.cn()).isEqualTo(Hj212Command.SET_TIME);
        assertThat(first.flag()).hasToString("Hj212Flag[value=9]");
    }

    @Test
    void showsNoSecretThatAStationSends() {
        ask(getTime("a"));

        hear(new Hj212Message(
                qn(),
                "22",
                "1011",
                "123456",
                "A-1",
                null,
                null,
                null,
                false,
                List.of(CpItem.of("NewPW", "654321")),
                Set.of()));

        assertThat(last().values()).isEmpty();
    }

    private static Request getTime(String id) {
        return Request.of(id, Request.FORM.getTime(""));
    }

    private static Request hourHistory() {
        return Request.history(
                "h",
                Hj212Command.HOUR_DATA,
                new Request.History(Instant.parse("2026-03-15T00:00:00Z"), Instant.parse("2026-03-15T02:00:00Z")));
    }

    private static Hj212Message hourData(String qn, Instant start) {
        return STATION.data(qn, Hj212Command.HOUR_DATA, start, List.of(), true);
    }

    private void ask(Request request) {
        assertThat(dialogue.offer(request)).isTrue();
        take(dialogue.advance(now));
    }

    private void hear(Hj212Message message) {
        take(dialogue.on(message, now));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        take(dialogue.advance(now));
    }

    private void take(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Send send) {
                sent.add(send);
            } else if (step instanceof Step.Progress progress) {
                outcomes.add(progress.outcome());
            }
        }
    }

    private String qn() {
        return sent.get(sent.size() - 1).qn();
    }

    private Outcome last() {
        return outcomes.get(outcomes.size() - 1);
    }
}
