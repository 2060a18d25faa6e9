package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.instrument.Point.Step;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the instruments of one line, one question at a time, whoever is due first. It owns no thread: it lives on a loop
 * that it shares with other lines, waits for nothing, and so a line that hangs delays no other.
 */
final class PollLine {

    private static final Logger log = LoggerFactory.getLogger(PollLine.class);

    private final LineConfig config;
    private final List<Polled> instruments;
    private final Wire wire;
    private final Loop loop;
    private final Backoff connecting;
    private final PollParts parts;
    private Loop.Timer timer = () -> {};
    private long exchangedAt;
    private boolean busy;
    private boolean stopped;

    PollLine(LineConfig config, List<Polled> instruments, Wire wire, Loop loop, Backoff connecting, PollParts parts) {
        this.config = config;
        this.instruments = List.copyOf(instruments);
        this.wire = wire;
        this.loop = loop;
        this.connecting = connecting;
        this.parts = parts;
        this.exchangedAt = loop.nanos();
    }

    LineConfig config() {
        return config;
    }

    /** Starts polling. May be called from any thread. */
    void start() {
        parts.counters().line(config.name());
        loop.execute(this::next);
    }

    /** Stops polling and closes the connection; {@code then} runs on the loop when nothing of this line is left. */
    void stop(Runnable then) {
        loop.execute(() -> {
            stopped = true;
            timer.cancel();
            wire.close();
            instruments.forEach(Polled::stop);
            then.run();
        });
    }

    private void next() {
        while (!stopped && !busy) {
            Polled first = instruments.stream()
                    .min(Comparator.comparingLong(polled -> polled.due() - loop.nanos()))
                    .orElseThrow();
            long left = first.due() - loop.nanos();
            if (left > 0) {
                timer = loop.after(Duration.ofNanos(left), this::next);
                return;
            }
            if (first.admitted()) {
                busy = true;
                guarded(
                        first,
                        () -> ask(first, first.point().begin(parts.clock().instant()), 0));
            }
        }
    }

    /** Asks after the pause that the instrument wants between questions. */
    private void ask(Polled polled, Question question, int attempt) {
        long left = polled.point().pace().gap().toNanos() - (loop.nanos() - exchangedAt);
        if (left > 0) {
            timer = loop.after(Duration.ofNanos(left), () -> send(polled, question, attempt));
        } else {
            send(polled, question, attempt);
        }
    }

    private void send(Polled polled, Question question, int attempt) {
        if (!stopped) {
            wire.ask(question, polled.point().pace().timeout(), reply -> {
                if (!stopped) {
                    exchangedAt = loop.nanos();
                    guarded(polled, () -> replied(polled, question, attempt, reply));
                }
            });
        }
    }

    private void replied(Polled polled, Question question, int attempt, Reply reply) {
        if (!(reply instanceof Reply.Unreachable)) {
            connecting.succeeded();
        }
        if (reply instanceof Reply.Whole whole) {
            step(
                    polled,
                    whole.bytes(),
                    polled.point().answered(whole.bytes(), parts.clock().instant()));
        } else if (reply instanceof Reply.Excess excess) {
            polled.garbled(Refusal.of(Reason.WRONG_ANSWER, "one answer and nothing behind it"), excess.bytes());
            done();
        } else if (reply instanceof Reply.Unreachable unreachable) {
            unreachable(unreachable.why());
        } else if (attempt < polled.point().pace().retries()) {
            ask(polled, question, attempt + 1);
        } else {
            gaveUp(polled, reply);
        }
    }

    private void gaveUp(Polled polled, Reply reply) {
        byte[] part = reply instanceof Reply.Silent silent ? silent.part() : ((Reply.Lost) reply).part();
        String why = reply instanceof Reply.Lost lost ? lost.why() : "no answer in time";
        if (part.length > 0) {
            polled.garbled(Refusal.of(Reason.HALF_FRAME, "the rest of the answer; " + why), part);
        } else {
            polled.silent(why);
        }
        done();
    }

    private void step(Polled polled, byte[] answer, Step step) {
        if (step instanceof Step.Bad bad) {
            wire.hangUp();
            polled.garbled(bad.refusal(), answer);
            done();
            return;
        }
        parts.counters().received(Protocol.INSTRUMENT);
        if (step instanceof Step.Ask more) {
            ask(polled, more.next(), 0);
        } else if (step instanceof Step.Refused refused) {
            polled.refused(refused.refusal(), answer);
            done();
        } else if (step instanceof Step.Done finished) {
            polled.answered(finished.look());
            done();
        }
    }

    private void unreachable(String why) {
        Duration pause = connecting.failed();
        instruments.forEach(polled -> polled.unreachable(why, pause));
        done();
    }

    private void done() {
        busy = false;
        next();
    }

    /** An instrument whose answers our own code fails on must stop neither its line nor the others on the loop. */
    private void guarded(Polled polled, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("Our own code failed on line {}", config.name(), e);
            wire.hangUp();
            polled.broken();
            done();
        }
    }
}
