package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.instrument.Registration.Admission;
import io.plumewatch.gateway.instrument.Registration.Verdict;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.InstrumentBoard.Value;
import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One instrument of a line: what is known of it, and when it is to be asked again. Lives on the line's loop. */
final class Polled {

    private final String line;
    private final LineConfig.Instrument config;
    private final Point point;
    private final PollParts parts;
    private final Loop loop;
    private final Registration registration;
    private final Schedule schedule;
    private final Backoff backoff;
    private final Condition condition;
    private final Reporter reporter;
    private List<Value> values = List.of();
    private @Nullable Instant lastAnswerAt;
    private InstrumentBoard.@Nullable LastTest lastTest;
    private long polls;
    private long answered;
    private boolean stopped;

    Polled(
            String line,
            LineConfig.Instrument config,
            Point point,
            PollParts parts,
            Loop loop,
            RandomGenerator random,
            long first) {
        InstrumentSettings settings = parts.settings();
        Point.Pace pace = point.pace();
        this.line = line;
        this.config = config;
        this.point = point;
        this.parts = parts;
        this.loop = loop;
        this.registration = new Registration(config.deviceNo(), parts.devices(), loop, settings.lookUp());
        this.schedule = new Schedule(pace.interval(), first);
        this.backoff = new Backoff(settings.backoffLeast(), settings.backoffMost(), random);
        this.condition =
                new Condition(settings.disconnectedAfter(), parts.clock().instant());
        this.reporter = new Reporter(config.deviceNo(), config.model(), parts.outbox(), pace);
        show();
    }

    Point point() {
        return point;
    }

    long due() {
        return schedule.due();
    }

    /** Returns whether it may be asked now; if not, it is due again later. */
    boolean admitted() {
        Verdict verdict = registration.now();
        Instant now = parts.clock().instant();
        if (verdict.admission() == Admission.POLLED) {
            condition.polledAgain(now);
            return true;
        }
        long nanos = loop.nanos();
        if (verdict.admission() == Admission.PENDING) {
            schedule.polled(nanos);
        } else {
            schedule.pause(nanos, parts.settings().lookUp());
            notPolled(verdict, now);
        }
        return false;
    }

    private void notPolled(Verdict verdict, Instant now) {
        InstrumentState state =
                verdict.admission() == Admission.SUSPENDED ? InstrumentState.SUSPENDED : InstrumentState.UNREGISTERED;
        String why = switch (verdict.admission()) {
            case SUSPENDED -> "the registry has suspended it";
            case WRONG_KIND -> "the registry knows it, but not as an INSTRUMENT or AIR_STATION";
            default -> "the registry does not know it";
        };
        if (condition.notPolled(state, why, now)) {
            values = List.of();
        }
        parts.counters().poll(line, "not_registered");
        show();
    }

    /** Takes what a whole poll showed. */
    void answered(Look look) {
        Instant now = parts.clock().instant();
        backoff.succeeded();
        values = look.values();
        lastAnswerAt = now;
        answered++;
        boolean changed = condition.answered(look, now);
        if (changed) {
            reporter.changed(condition.state(), values, now);
        } else {
            reporter.answered(condition.state(), look, now);
        }
        FinishedTest test = look.test();
        if (test != null) {
            offer(test);
        }
        parts.counters().poll(line, "answered");
        settle(schedule.polled(loop.nanos()), true, now);
    }

    /** Takes that the instrument answered that it will not. */
    void refused(Refusal refusal, byte[] bytes) {
        Instant now = parts.clock().instant();
        lastAnswerAt = now;
        quarantine(refusal, bytes, now);
        failed(InstrumentState.REFUSING, "refused", String.valueOf(refusal.expected()));
    }

    /** Takes that bytes came that are no answer. */
    void garbled(Refusal refusal, byte[] bytes) {
        quarantine(refusal, bytes, parts.clock().instant());
        failed(InstrumentState.GARBLED, "bad", refusal.reason() + ", expected " + refusal.expected());
    }

    /** Takes that no answer came. */
    void silent(String why) {
        failed(InstrumentState.DISCONNECTED, "silent", why);
    }

    /** Takes that there is no connection, and that the line tries again only after a pause. */
    void unreachable(String why, Duration pause) {
        if (registration.known().admission() == Admission.POLLED) {
            parts.counters().poll(line, "unreachable");
            settle(schedule.pause(loop.nanos(), pause), false, fail(InstrumentState.DISCONNECTED, why));
        }
    }

    /** Takes that our own code failed on it. */
    void broken() {
        failed(InstrumentState.GARBLED, "internal_error", "our own code failed on its answer; the log says where");
    }

    /** Shows it no longer. */
    void stop() {
        stopped = true;
        parts.board().forget(config.deviceNo());
    }

    private void failed(InstrumentState kind, String outcome, String why) {
        parts.counters().poll(line, outcome);
        Instant now = fail(kind, why);
        settle(schedule.pause(loop.nanos(), backoff.failed()), false, now);
    }

    private Instant fail(InstrumentState kind, String why) {
        Instant now = parts.clock().instant();
        if (kind != InstrumentState.REFUSING) {
            point.lost(now);
        }
        if (condition.failed(kind, why, now)) {
            values = List.of();
            reporter.changed(kind, values, now);
        }
        return now;
    }

    private void settle(long beats, boolean good, Instant now) {
        polls += beats;
        ProjectedDevice device = registration.known().device();
        if (good && device != null) {
            parts.seen().saw(config.deviceNo(), device.areaCode(), Protocol.INSTRUMENT, Trust.ENROLLED, null, now);
        }
        parts.seen().count(config.deviceNo(), good ? 1 : 0, good ? beats - 1 : beats, now);
        show();
    }

    private void quarantine(Refusal refusal, byte[] bytes, Instant now) {
        ProjectedDevice device = registration.known().device();
        if (device != null) {
            var unused = parts.quarantine().whole(Protocol.INSTRUMENT, device, refusal, bytes, now);
        }
    }

    private void offer(FinishedTest test) {
        lastTest = new InstrumentBoard.LastTest(test.testNo(), test.finishedAt(), false);
        parts.outbox().test(test, () -> loop.execute(() -> logged(test)));
    }

    private void logged(FinishedTest test) {
        InstrumentBoard.LastTest last = lastTest;
        if (!stopped && last != null && last.testNo().equals(test.testNo())) {
            lastTest = new InstrumentBoard.LastTest(test.testNo(), test.finishedAt(), true);
            show();
        }
    }

    private void show() {
        ProjectedDevice device = registration.known().device();
        parts.board()
                .show(new InstrumentBoard.Shown(
                        config.deviceNo(),
                        device == null ? null : device.areaCode(),
                        line,
                        config.model(),
                        condition.state(),
                        condition.since(),
                        lastAnswerAt,
                        polls,
                        answered,
                        condition.detail(),
                        values,
                        lastTest));
    }
}
