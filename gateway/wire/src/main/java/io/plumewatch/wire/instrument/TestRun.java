package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes exactly one finished test out of the readings of one serial instrument. Not thread-safe; knows no clock: whoever
 * polls says when.
 *
 * <p>A test begins when the instrument leaves a rest that was long enough and was seen: what was under way when we were
 * started, or when the line came back, has no seen start and is no test. So a restart makes no second reading out of one
 * test; the test that it cut through must be driven again. A test ends as {@link FinishedTest}, or it is aborted and is
 * no reading: when the instrument stops measuring, freezes, lies, is silent for too long, or takes too long.
 */
public final class TestRun {

    /** An instrument's own number of a test has this key. */
    public static final String TEST_NO_KEY = "testNo";

    private static final DateTimeFormatter NUMBER =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private final TestRules rules;
    private final StateWatch watch;
    private final Gate gate;
    private @Nullable Running running;
    private @Nullable Instant lastAt;
    private String lastTestNo = "";

    private TestRun(BenchModel model) {
        this.rules = model.testRules();
        this.watch = StateWatch.of(model);
        this.gate = Gate.of(rules);
    }

    public static TestRun of(BenchModel model) {
        return new TestRun(model);
    }

    /**
     * What came of an event.
     *
     * @param finished a test that is done now; null for none
     * @param aborted a test that will not be done; null for none
     */
    public record Step(
            InstrumentState state,
            @Nullable FinishedTest finished,
            @Nullable AbortedTest aborted) {}

    /** A test that is no reading, and why. */
    public record AbortedTest(Instant startedAt, Instant at, String reason) {}

    private record Running(Instant startedAt, Course course, List<Exchange> raw) {}

    /**
     * Takes the reading of one round of polling.
     *
     * @param at when it was read; a time that is not after the one before is a clock that stands still, and aborts
     * @param exchanges what was said in this round
     */
    public Step take(Instant at, BenchReading reading, List<Exchange> exchanges) {
        var scan = new Scan(at, reading.values());
        boolean still = lastAt != null && !at.isAfter(lastAt);
        boolean silent = lastAt != null && Duration.between(lastAt, at).compareTo(rules.maxSilence()) > 0;
        lastAt = at;
        var state = watch.saw(scan, reading.status().measures(), running != null);
        if (still || silent) {
            gate.forget();
            return abort(at, still ? "time stands still" : "silent for too long");
        }
        if (state != InstrumentState.OK) {
            gate.forget();
            return abort(
                    at, state == InstrumentState.NOT_READY ? reading.status().name() : state.name());
        }
        return reading.values().isEmpty() ? step(null, null) : advance(scan, exchanges);
    }

    /** Takes a refusal. */
    public Step refused(Instant at) {
        return watch.refused() == InstrumentState.NOT_READY ? abort(at, "refused") : step(null, null);
    }

    /** The instrument did not answer, answered nonsense, or the connection is gone. */
    public Step lost(Instant at) {
        watch.lost();
        gate.forget();
        return abort(at, "DISCONNECTED");
    }

    public InstrumentState state() {
        return watch.state();
    }

    /** Returns whether a test is under way. */
    public boolean running() {
        return running != null;
    }

    private Step advance(Scan scan, List<Exchange> exchanges) {
        var edge = gate.saw(scan);
        if (running == null) {
            if (edge != Gate.Edge.BEGINS) {
                return step(null, null);
            }
            running = new Running(scan.at(), Course.of(rules), new ArrayList<>());
        }
        Running test = running;
        test.raw.addAll(exchanges);
        if (Duration.between(test.startedAt, scan.at()).compareTo(rules.maxDuration()) > 0) {
            return abort(scan.at(), "took longer than " + rules.maxDuration());
        }
        var progress = test.course.take(scan, gate.high());
        if (progress.aborted() != null) {
            return abort(scan.at(), progress.aborted());
        }
        return progress.values().isEmpty() ? step(null, null) : finish(test, scan, progress.values());
    }

    private Step finish(Running test, Scan scan, List<PointValue> values) {
        running = null;
        gate.mustRest();
        String own = ownNumber(scan);
        if (own != null && own.equals(lastTestNo)) {
            return step(null, null);
        }
        lastTestNo = own == null ? NUMBER.format(test.startedAt) : own;
        return step(new FinishedTest(lastTestNo, rules.kind(), test.startedAt, scan.at(), values, test.raw), null);
    }

    private static @Nullable String ownNumber(Scan scan) {
        var value = scan.value(TEST_NO_KEY).orElse(null);
        if (value == null) {
            return null;
        }
        BigDecimal number = value.value();
        return number == null ? value.text() : number.toPlainString();
    }

    private Step abort(Instant at, String reason) {
        Running test = running;
        running = null;
        if (test == null) {
            return step(null, null);
        }
        gate.mustRest();
        return step(null, new AbortedTest(test.startedAt, at, reason));
    }

    private Step step(@Nullable FinishedTest finished, @Nullable AbortedTest aborted) {
        return new Step(watch.state(), finished, aborted);
    }
}
