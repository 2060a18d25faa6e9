package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Readings;
import io.plumewatch.wire.hj212.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One station on its connection: whom to write to, what is asked of it, and what it is to be asked by itself.
 *
 * <p>In the order that the standard recommends: the time when its clock is off, time-out and resends, the interval of
 * real-time data, that of minute data; then how long a period is, and what is missing. Pure but for what it shares. NOT thread safe.
 */
final class Station {

    private final String deviceNo;
    private final Dialogue dialogue;
    private final Gaps gaps;
    private final PullRate rate;
    private final Hj212Settings.Automatic rules;
    private final Instant since;
    private Peer peer;
    private boolean greeted;
    private @Nullable Instant calibratedAt;

    Station(Accepted first, Dialogue dialogue, Gaps gaps, PullRate rate, Hj212Settings.Automatic rules) {
        this.deviceNo = first.device().deviceNo();
        this.dialogue = dialogue;
        this.gaps = gaps;
        this.rate = rate;
        this.rules = rules;
        this.since = first.receivedAt();
        this.peer = Peer.of(first.message());
    }

    String deviceNo() {
        return deviceNo;
    }

    Peer peer() {
        return peer;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** Hears a message; returns what is to be done. */
    List<Dialogue.Step> hear(Accepted heard) {
        Hj212Message message = heard.message();
        Instant now = heard.receivedAt();
        if (heard.use() != Use.ANSWER) {
            peer = Peer.of(message);
        }
        List<Dialogue.Step> steps = dialogue.on(message, now);
        Hj212Readings.toldMinuteInterval(message).ifPresent(gaps::minuteIs);
        if (steps.stream().anyMatch(Station::changedTheInterval)) {
            offer(Request.FORM.getMinuteInterval(""));
        }
        if (message.cn().equals(Hj212Command.ASK_CALIBRATION_OF_TIME)) {
            setTime(now);
        } else if (peer.edition() != Edition.E2005 || rules.edition2005()) {
            askByItself(heard, now);
        }
        steps.addAll(dialogue.advance(now));
        return steps;
    }

    private void askByItself(Accepted heard, Instant now) {
        if (now.isBefore(since.plus(rules.settle()))) {
            return;
        }
        boolean off = !rules.calibrateAbove().isZero() && heard.clockError().compareTo(rules.calibrateAbove()) > 0;
        Instant last = calibratedAt;
        if (off && (last == null || !now.isBefore(last.plus(rules.calibratePause())))) {
            setTime(now);
        }
        greet();
        if (!dialogue.pulls()) {
            pull(now);
        }
    }

    private void setTime(Instant now) {
        calibratedAt = now;
        if (!dialogue.asks(Hj212Command.SET_TIME)) {
            var unused = dialogue.offer(Request.setTime(Request.AUTOMATIC));
        }
    }

    private void greet() {
        if (greeted) {
            return;
        }
        greeted = true;
        if (rules.overTime() > 0) {
            offer(Request.FORM.setTimeout("", rules.overTime(), rules.resends()));
        }
        if (rules.realTimeInterval() > 0) {
            offer(Request.FORM.setRealTimeInterval("", rules.realTimeInterval()));
        }
        if (rules.minuteInterval() > 0) {
            offer(Request.FORM.setMinuteInterval("", rules.minuteInterval()));
        }
        // What is missing, and when a period ends, can only be told by somebody who knows how long one is.
        offer(Request.FORM.getMinuteInterval(""));
    }

    private static boolean changedTheInterval(Dialogue.Step step) {
        return step instanceof Dialogue.Step.Progress progress
                && progress.request().cn().equals(Hj212Command.SET_MINUTE_INTERVAL)
                && progress.outcome().state() == Outcome.State.DONE;
    }

    private void pull(Instant now) {
        Optional<Request> next = gaps.nextPull(now);
        if (next.isPresent() && rate.take(now)) {
            var unused = dialogue.offer(next.get());
        }
    }

    private void offer(Hj212Message form) {
        var unused = dialogue.offer(Request.of(Request.AUTOMATIC, form));
    }
}
