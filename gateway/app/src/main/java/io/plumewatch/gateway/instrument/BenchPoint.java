package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.InstrumentState;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.instrument.BenchAnswer;
import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchReading;
import io.plumewatch.wire.instrument.BenchRequest;
import io.plumewatch.wire.instrument.BenchStatus;
import io.plumewatch.wire.instrument.Exchange;
import io.plumewatch.wire.instrument.InstrumentJson;
import io.plumewatch.wire.instrument.TestRun;
import io.plumewatch.wire.obd.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An opacimeter or gas bench that speaks its maker's protocol. A poll asks what the model says, one question after the other,
 * and a {@link TestRun} makes finished tests out of the polls.
 */
final class BenchPoint implements Point {

    private final String deviceNo;
    private final BenchCodec codec;
    private final List<BenchRequest> plan;
    private final Pace pace;
    private final TestRun run;
    private final Consumer<TestRun.AbortedTest> aborted;
    private final List<Exchange> exchanges = new ArrayList<>();
    private int next;
    private @Nullable BenchReading reading;

    /** Makes the point of an instrument whose model knows at least one request for values. */
    BenchPoint(String deviceNo, BenchCodec codec, Duration report, Consumer<TestRun.AbortedTest> aborted) {
        this.deviceNo = deviceNo;
        this.codec = codec;
        this.plan = codec.model().pollRequests();
        this.pace = Pace.of(codec.model().pacing(), report, Map.of());
        this.run = TestRun.of(codec.model());
        this.aborted = aborted;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Question begin(Instant now) {
        exchanges.clear();
        reading = null;
        next = 0;
        return ask();
    }

    private Question ask() {
        BenchRequest request = plan.get(next);
        return new Question(
                request.bytes().toArray(),
                (answer, count) -> codec.expectedLength(request, Octets.of(java.util.Arrays.copyOf(answer, count))));
    }

    @Override
    public Step answered(byte[] answer, Instant at) {
        BenchRequest request = plan.get(next);
        Octets bytes = Octets.of(answer);
        BenchAnswer judged = codec.decode(request, bytes);
        if (judged instanceof BenchAnswer.Malformed malformed) {
            return new Step.Bad(refusal(malformed));
        }
        if (judged instanceof BenchAnswer.Refused) {
            tell(run.refused(at));
            return new Step.Refused(
                    new Refusal(Reason.REFUSED_BY_DEVICE, request.purpose().name(), "an answer instead of a refusal"));
        }
        exchanges.add(new Exchange(at, request.bytes().hex(), bytes.hex()));
        if (judged instanceof BenchAnswer.Reading read) {
            BenchReading before = reading;
            reading = before == null ? read.reading() : before.and(read.reading());
        }
        next++;
        return next < plan.size() ? new Step.Ask(ask()) : new Step.Done(look(at));
    }

    private static Refusal refusal(BenchAnswer.Malformed malformed) {
        Reason reason = switch (malformed.field()) {
            case "head" -> Reason.WRONG_ANSWER;
            case "length" -> Reason.NOT_A_FRAME;
            default -> Reason.BCC_MISMATCH;
        };
        return new Refusal(reason, malformed.field() + " at byte " + malformed.offset(), malformed.expected());
    }

    @Override
    public void lost(Instant at) {
        tell(run.lost(at));
    }

    private Look look(Instant at) {
        BenchReading now = reading;
        if (now == null) {
            throw new IllegalStateException(codec.model().id() + " has no request for values in its round");
        }
        TestRun.Step step = run.take(at, now, exchanges);
        tell(step);
        InstrumentState state = state(step, now.status());
        String detail = state == InstrumentState.OK || now.status().measures()
                ? Looks.detail(state, now.values())
                : now.status().name();
        return new Look(state, detail, Looks.values(now.values()), finished(step));
    }

    private void tell(TestRun.Step step) {
        TestRun.AbortedTest test = step.aborted();
        if (test != null) {
            aborted.accept(test);
        }
    }

    private @Nullable FinishedTest finished(TestRun.Step step) {
        var test = step.finished();
        String model = codec.model().id();
        return test == null
                ? null
                : new FinishedTest(
                        deviceNo,
                        test.testNo(),
                        model,
                        test.finishedAt(),
                        InstrumentJson.finished(deviceNo, model, test));
    }

    private static InstrumentState state(TestRun.Step step, BenchStatus status) {
        return switch (step.state()) {
            case OK, DISCONNECTED -> InstrumentState.OK;
            case FROZEN -> InstrumentState.FROZEN;
            case LYING -> InstrumentState.LYING;
            case NOT_READY ->
                switch (status) {
                    case WARMUP -> InstrumentState.WARMUP;
                    case UNKNOWN, LOW_FLOW, HC_RESIDUE -> InstrumentState.FAULT;
                    default -> InstrumentState.BUSY;
                };
        };
    }
}
