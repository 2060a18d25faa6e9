package io.plumewatch.gateway.hj212;

import io.plumewatch.gateway.settings.Bounds;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What we ask of one station, one request at a time.
 *
 * <pre>
 *   QUEUED → SENT ──9011 QnRtn=1──→ RUNNING ──9012 ExeRtn=1──→ DONE
 *             │  └──9011 QnRtn≠1──→ REFUSED    ├──9012 ExeRtn=100→ NO_DATA
 *             │                                ├──9012 else──────→ FAILED
 *             └──resends used up──→ TIMED_OUT  └──silence────────→ TIMED_OUT
 * </pre>
 *
 * <p>Answers are known by their QN, the data of a pulled history, which have QNs of their own, by command and period.
 * A station may leave 9011 out. Pure: it is told the time and says what to send. NOT thread safe.
 */
final class Dialogue {

    private final Rules rules;
    private final QnSource qns;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private @Nullable Pending pending;

    Dialogue(Rules rules, QnSource qns) {
        this.rules = rules;
        this.qns = qns;
    }

    /**
     * How patient we are.
     *
     * @param timeout for the next sign of the station, 0.05..99 s (10 s over mobile networks, 5 s over lines)
     * @param resends how often a request is sent again that is not answered, 0..99
     * @param longest the most that one request may take in all, 1 s..24 h
     * @param queued most requests that wait behind the pending one, 1..1,000
     */
    record Rules(Duration timeout, int resends, Duration longest, int queued) {
        Rules {
            Bounds.within("plumewatch.hj212.answer-timeout", timeout, Duration.ofMillis(50), Duration.ofSeconds(99));
            Bounds.within("plumewatch.hj212.resends", resends, 0, 99);
            Bounds.within("plumewatch.hj212.longest-request", longest, Duration.ofSeconds(1), Duration.ofHours(24));
            Bounds.within("plumewatch.hj212.queued-requests", queued, 1, 1_000);
        }
    }

    /** What is to be done next. */
    sealed interface Step {

        /** Send this; {@code again} for a resend, with the same QN. */
        record Send(Request request, String qn, boolean again) implements Step {}

        /** Note how far a request has come. */
        record Progress(Request request, Outcome outcome) implements Step {}
    }

    /** Takes a request; false when too many wait. */
    boolean offer(Request request) {
        return waiting.size() < rules.queued && waiting.add(request);
    }

    /** Returns whether a request with this command waits or is pending. */
    boolean asks(String cn) {
        Pending now = pending;
        return (now != null && now.request.cn().equals(cn))
                || waiting.stream().anyMatch(request -> request.cn().equals(cn));
    }

    /** Returns whether a history waits or is pending. */
    boolean pulls() {
        Pending now = pending;
        return (now != null && now.request.history() != null)
                || waiting.stream().anyMatch(request -> request.history() != null);
    }

    /** Returns when {@link #advance} has something to do again; null when only a new request or message will. */
    @Nullable
    Instant nextDeadline() {
        Pending now = pending;
        return now == null ? null : now.deadline;
    }

    /** Lets time pass: sends what waits, sends again what is not answered, gives up. */
    List<Step> advance(Instant now) {
        var steps = new ArrayList<Step>();
        Pending current = pending;
        if (current != null && !now.isBefore(current.deadline)) {
            expire(current, now, steps);
        }
        startNext(now, steps);
        return steps;
    }

    private void expire(Pending current, Instant now, List<Step> steps) {
        boolean unanswered = current.outcome.state() == Outcome.State.SENT;
        boolean mayTakeLonger = now.isBefore(current.givenUpAt);
        if (unanswered && mayTakeLonger && current.resends < rules.resends) {
            current.resends++;
            current.deadline = deadline(current, now);
            steps.add(new Step.Send(current.request, current.qn, true));
        } else {
            String silence = unanswered ? "no answer" : "no result in time";
            finish(current, current.outcome.with(Outcome.State.TIMED_OUT, silence), steps);
        }
    }

    private void startNext(Instant now, List<Step> steps) {
        Request next = pending == null ? waiting.poll() : null;
        if (next != null) {
            var started = new Pending(next, qns.next(now), now.plus(rules.longest));
            started.deadline = deadline(started, now);
            pending = started;
            steps.add(new Step.Send(next, started.qn, false));
            steps.add(new Step.Progress(next, started.outcome));
        }
    }

    /** Hears what the station says; whatever answers nothing that is pending leaves the dialogue as it is. */
    List<Step> on(Hj212Message message, Instant now) {
        var steps = new ArrayList<Step>();
        Pending current = pending;
        if (current != null && concerns(message, current)) {
            hear(message, current, now, steps);
            startNext(now, steps);
        }
        return steps;
    }

    /** Returns whether a message belongs to the pending request. An answer to another one has come too late. */
    boolean expects(Hj212Message message) {
        Pending current = pending;
        return current != null && concerns(message, current);
    }

    /** Ends everything: the connection is gone. */
    List<Step> lose() {
        var steps = new ArrayList<Step>();
        Pending current = pending;
        if (current != null) {
            finish(current, current.outcome.with(Outcome.State.CONNECTION_LOST, "the connection ended"), steps);
        }
        waiting.forEach(request -> steps.add(new Step.Progress(
                request, Outcome.QUEUED.with(Outcome.State.CONNECTION_LOST, "the connection ended before its turn"))));
        waiting.clear();
        return steps;
    }

    private static boolean concerns(Hj212Message message, Pending current) {
        if (Objects.equals(message.qn(), current.qn)) {
            return Hj212Command.isAnswer(message.cn()) || message.cn().equals(current.request.cn());
        }
        Request.History history = current.request.history();
        return history != null
                && message.cn().equals(current.request.cn())
                && message.dataTime().filter(history::covers).isPresent();
    }

    private void hear(Hj212Message message, Pending current, Instant now, List<Step> steps) {
        Outcome next = switch (message.cn()) {
            case Hj212Command.REQUEST_ANSWER ->
                code(message, "QnRtn").map(current.outcome::answered).orElse(current.outcome);
            case Hj212Command.EXECUTION_RESULT ->
                code(message, "ExeRtn").map(current.outcome::executed).orElse(current.outcome);
            case Hj212Command.NOTICE_ANSWER ->
                current.request.isNotice() ? current.outcome.with(Outcome.State.DONE, "confirmed") : current.outcome;
            case Hj212Command.DATA_ANSWER -> current.outcome;
            default -> current.outcome.withData(values(message, current));
        };
        if (next.state().isFinal()) {
            finish(current, next, steps);
        } else {
            current.outcome = next;
            current.deadline = deadline(current, now);
            steps.add(new Step.Progress(current.request, next));
        }
    }

    private static Optional<Integer> code(Hj212Message message, String key) {
        return message.value(key).flatMap(ResultCode::read);
    }

    /** The data of a history go to the log; those of a query are its answer. */
    private static Map<String, String> values(Hj212Message message, Pending current) {
        if (current.request.history() != null) {
            return Map.of();
        }
        var values = new LinkedHashMap<>(current.outcome.values());
        for (CpItem item : message.items()) {
            if (values.size() < Outcome.MOST_VALUES && !item.secret()) {
                values.put(item.key(), item.value());
            }
        }
        return values;
    }

    private void finish(Pending current, Outcome outcome, List<Step> steps) {
        current.outcome = outcome;
        pending = null;
        steps.add(new Step.Progress(current.request, outcome));
    }

    private Instant deadline(Pending current, Instant now) {
        Instant next = now.plus(rules.timeout);
        return next.isBefore(current.givenUpAt) ? next : current.givenUpAt;
    }

    /** The request whose end we wait for. */
    private static final class Pending {
        private final Request request;
        private final String qn;
        private final Instant givenUpAt;
        private Instant deadline;
        private Outcome outcome = Outcome.SENT;
        private int resends;

        Pending(Request request, String qn, Instant givenUpAt) {
            this.request = request;
            this.qn = qn;
            this.givenUpAt = givenUpAt;
            this.deadline = givenUpAt;
        }
    }
}
