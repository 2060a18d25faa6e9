package io.plumewatch.sim.device;

import io.plumewatch.wire.instrument.BenchAnswer;
import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.BenchReading;
import io.plumewatch.wire.instrument.BenchRequest;
import io.plumewatch.wire.instrument.Exchange;
import io.plumewatch.wire.instrument.FinishedTest;
import io.plumewatch.wire.instrument.InstrumentState;
import io.plumewatch.wire.instrument.TestRun;
import io.plumewatch.wire.obd.Octets;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A poller in small, on a clock of its own: asks as a model says, and keeps what came of it. */
final class Line implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For where silence is expected; where it is not, a busy machine must not look like one. */
    static final Duration SILENCE = Duration.ofMillis(40);

    /** The time of a test: moves only when it is moved. */
    static final class ManualClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T00:15:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    private final BenchCodec codec;
    private final ManualClock clock;
    private final RawSocket socket;
    private final TestRun run;
    final List<FinishedTest> finished = new ArrayList<>();
    final List<String> aborted = new ArrayList<>();

    Line(String model, int port, ManualClock clock) throws IOException {
        this.codec = BenchCodecs.shipped(model).orElseThrow();
        this.clock = clock;
        this.socket = RawSocket.connect(port);
        this.run = TestRun.of(codec.model());
    }

    /** Polls until so much time is over. */
    void pollFor(Duration time) throws IOException {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            BenchReading round = null;
            var exchanges = new ArrayList<Exchange>();
            for (BenchRequest request : codec.model().pollRequests()) {
                Octets answer = ask(request, PATIENCE);
                exchanges.add(new Exchange(clock.instant(), request.bytes().hex(), answer.hex()));
                var reading = ((BenchAnswer.Reading) codec.decode(request, answer)).reading();
                round = round == null ? reading : round.and(reading);
            }
            take(round, exchanges);
            clock.advance(codec.model().pacing().poll());
        }
    }

    private void take(@Nullable BenchReading round, List<Exchange> exchanges) {
        if (round == null) {
            throw new IllegalStateException("the model has no request to poll");
        }
        var step = run.take(clock.instant(), round, exchanges);
        if (step.finished() != null) {
            finished.add(step.finished());
        }
        if (step.aborted() != null) {
            aborted.add(step.aborted().reason());
        }
    }

    InstrumentState state() {
        return run.state();
    }

    /** Asks the first question of a round, and returns what came of it; silence is shown as such. */
    String tell(Duration patience) throws IOException {
        BenchRequest request = codec.model().pollRequests().get(0);
        try {
            var answer = codec.decode(request, ask(request, patience));
            return answer instanceof BenchAnswer.Malformed
                    ? answer.toString()
                    : answer.getClass().getSimpleName();
        } catch (SocketTimeoutException e) {
            return "silence";
        } catch (EOFException e) {
            return "the end";
        }
    }

    Octets ask(BenchRequest request, Duration patience) throws IOException {
        socket.send(request.bytes().toArray());
        Octets soFar = Octets.of(socket.read(1, patience));
        int missing = codec.expectedLength(request, soFar) - 1;
        return missing == 0
                ? soFar
                : Octets.ofHex(
                        soFar.hex() + Octets.of(socket.read(missing, patience)).hex());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
