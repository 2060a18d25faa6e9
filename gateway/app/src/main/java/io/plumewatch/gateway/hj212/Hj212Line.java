package io.plumewatch.gateway.hj212;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.plumewatch.gateway.projection.ProjectionUnavailable;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the stations that speak over it: usually one, several behind a forwarder.
 *
 * <p>Runs on the connection's event loop only. Requests go out after the answers that are due, one at a time per station.
 */
final class Hj212Line implements Line<Received, Optional<ProjectedDevice>>, Sessions.Holder {

    private final Hj212Desk desk;
    private final Channel channel;
    private final InetAddress address;
    private final boolean certified;
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private @Nullable Instant alarm;

    /** Makes the line of a connection; {@code certified} says that it has shown a certificate which we trust. */
    Hj212Line(Hj212Desk desk, Channel channel, InetAddress address, boolean certified) {
        this.desk = desk;
        this.channel = channel;
        this.address = address;
        this.certified = certified;
    }

    @Override
    public int bytes(Received frame) {
        return frame.size();
    }

    @Override
    public CompletableFuture<Optional<ProjectedDevice>> lookUp(Received frame) {
        Hj212Message message = frame.message();
        return message == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : desk.parts().devices().byMn(message.mn());
    }

    @Override
    public Verdict judge(Received frame, Optional<ProjectedDevice> device, Instant receivedAt) {
        Judged judged = desk.judge().judge(frame, device, origin(receivedAt));
        Accepted accepted = judged.accepted();
        if (accepted == null) {
            boolean lost = loseWhoHasNoSession(frame.message());
            return judged.stranger() && stations.isEmpty()
                    ? Verdict.DONE.from(lost ? Sender.EXPELLED : Sender.STRANGER)
                    : Verdict.DONE;
        }
        LogEntry entry = judged.entry();
        boolean repeated = entry != null && desk.isStored(entry);
        if (repeated) {
            desk.event("repeated");
        } else if (entry != null && accepted.use() == Use.DATA) {
            desk.count(accepted);
        }
        if (channel.isActive()) {
            Station station = station(accepted);
            channel.eventLoop().execute(() -> talk(station, accepted));
        }
        return new Verdict(repeated ? null : entry, judged.answer());
    }

    /** A station that was suspended, or whose password was changed, gets no further requests. */
    private boolean loseWhoHasNoSession(@Nullable Hj212Message message) {
        Station station = message == null ? null : stations.get(message.mn());
        if (message == null || station == null || desk.sessions().trust(message.mn(), this) != null) {
            return false;
        }
        stations.remove(message.mn());
        lose(station);
        return true;
    }

    private Hj212Judge.Origin origin(Instant receivedAt) {
        return new Hj212Judge.Origin(this, address, certified, !channel.isActive(), receivedAt);
    }

    @Override
    public Verdict broken(Received frame, Instant receivedAt) {
        desk.judge().broken(frame, origin(receivedAt));
        return Verdict.DONE;
    }

    @Override
    public @Nullable CompletableFuture<Void> again(Throwable failure) {
        return failure instanceof ProjectionUnavailable ? desk.parts().devices().whenPresent() : null;
    }

    @Override
    public boolean vouched(Received frame) {
        Hj212Message message = frame.message();
        Trust session = message == null ? null : desk.sessions().trust(message.mn(), this);
        return session != null && session.bearsOnDecisions();
    }

    @Override
    public void stored(LogEntry entry) {
        desk.stored(entry);
    }

    @Override
    public void ended() {
        stations.forEach((mn, station) -> {
            desk.sessions().end(mn, this);
            lose(station);
        });
        stations.clear();
    }

    @Override
    public void displaced(String mn) {
        channel.eventLoop().execute(() -> {
            if (desk.sessions().trust(mn, this) != null) {
                // Ours again since.
                return;
            }
            Station station = stations.remove(mn);
            if (station != null) {
                lose(station);
            }
            if (stations.isEmpty() && channel.isActive()) {
                desk.event("closed_taken_over");
                channel.close();
            }
        });
    }

    /** Takes a request for a station; false when it is not, or no longer, here or too many wait. */
    CompletableFuture<Boolean> ask(String deviceNo, Request request) {
        return on(channel.eventLoop(), () -> offer(deviceNo, request));
    }

    /** Asks on the loop, unless whoever asked has been told by then that nothing came of it. */
    static CompletableFuture<Boolean> on(Executor loop, BooleanSupplier offer) {
        var taken = new CompletableFuture<Boolean>();
        loop.execute(() -> {
            if (!taken.isDone()) {
                taken.complete(offer.getAsBoolean());
            }
        });
        return taken;
    }

    private boolean offer(String deviceNo, Request request) {
        for (Station station : stations.values()) {
            if (station.deviceNo().equals(deviceNo)) {
                boolean offered = station.dialogue().offer(request);
                run(station, station.dialogue().advance(desk.now()));
                return offered;
            }
        }
        return false;
    }

    private Station station(Accepted accepted) {
        String mn = accepted.message().mn();
        Station known = stations.get(mn);
        if (known != null && known.deviceNo().equals(accepted.device().deviceNo())) {
            return known;
        }
        if (stations.size() >= desk.settings().mnsPerConnection()) {
            String oldest = stations.keySet().iterator().next();
            desk.sessions().end(oldest, this);
            lose(Objects.requireNonNull(stations.remove(oldest)));
        }
        Station fresh = desk.station(accepted);
        stations.put(mn, fresh);
        desk.online(fresh.deviceNo(), this);
        return fresh;
    }

    private void talk(Station station, Accepted accepted) {
        if (accepted.use() == Use.ANSWER && !station.dialogue().expects(accepted.message())) {
            desk.event("unexpected_answer");
        }
        run(station, station.hear(accepted));
    }

    private void run(Station station, List<Dialogue.Step> steps) {
        for (Dialogue.Step step : steps) {
            if (step instanceof Dialogue.Step.Send send) {
                send(station, send);
            } else if (step instanceof Dialogue.Step.Progress progress) {
                desk.progress(station.deviceNo(), progress);
            }
        }
        setAlarm();
    }

    /** What a full socket does not take is sent again by the dialogue, like anything that is not answered. */
    private void send(Station station, Dialogue.Step.Send send) {
        desk.event(send.again() ? "request_again" : "request");
        if (channel.isWritable()) {
            Hj212Message message = send.request().message(station.peer(), send.qn(), desk.now());
            byte[] bytes = Hj212Encoder.frame(message).bytes().toArray();
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        }
    }

    private void lose(Station station) {
        desk.offline(station.deviceNo(), this);
        station.dialogue().lose().forEach(step -> desk.progress(station.deviceNo(), (Dialogue.Step.Progress) step));
    }

    private void setAlarm() {
        Instant next = null;
        for (Station station : stations.values()) {
            Instant deadline = station.dialogue().nextDeadline();
            if (deadline != null && (next == null || deadline.isBefore(next))) {
                next = deadline;
            }
        }
        if (next != null && (alarm == null || next.isBefore(alarm))) {
            alarm = next;
            long millis = Math.max(1, Duration.between(desk.now(), next).toMillis() + 1);
            channel.eventLoop().schedule(this::ring, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void ring() {
        alarm = null;
        Instant now = desk.now();
        for (Station station : List.copyOf(stations.values())) {
            run(station, station.dialogue().advance(now));
        }
        setAlarm();
    }
}
