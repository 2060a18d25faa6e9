package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.StationMessages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A station for ambient air that speaks HJ 212: real-time, minute, hour and day data, each sent again until the host
 * has answered it, and whatever the host asks for. When the connection goes it connects again.
 *
 * <p>It has no timer of its own: whoever owns it calls {@link #tick} every second or so. What the host says is heard on
 * a thread of the connection.
 */
public final class AirStation implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration RECONNECT = Duration.ofSeconds(3);

    /** As many periods of the past as one tick sends at most, oldest first. */
    private static final int CATCH_UP = 24;

    private final String host;
    private final int port;
    private final AirStationSettings settings;
    private final StationMessages messages;
    private final StationData data;
    private final StationClock clock;
    private final InstantSource world;
    private final SplittableRandom random;
    private final Unanswered unanswered = new Unanswered();
    private final StationOrders orders;
    private final Instant startedAt;
    private final Map<String, Instant> sentUpTo = new HashMap<>();
    private volatile @Nullable AirLine line;
    private Instant connectAgainAt = Instant.EPOCH;
    private Instant heartbeatAt = Instant.EPOCH;

    /** Makes a station that connects with its first {@link #tick}. */
    public AirStation(String host, int port, AirStationSettings settings, InstantSource world) {
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.world = world;
        this.messages = new StationMessages(settings.peer());
        this.data = new StationData(settings);
        this.clock = new StationClock(world, settings.faults());
        this.startedAt = clock.now();
        this.random = new SplittableRandom(settings.peer().mn().hashCode());
        this.orders = new StationOrders(this, settings, clock);
    }

    /** Connects to loopback at once. */
    public static AirStation connect(int port, AirStationSettings settings, InstantSource world) throws IOException {
        var station = new AirStation("127.0.0.1", port, settings, world);
        station.open();
        return station;
    }

    /** Does what is due: connects, sends new data, sends again what nobody has answered. */
    public synchronized void tick() {
        Instant now = world.instant();
        try {
            if (!isConnected()) {
                if (now.isBefore(connectAgainAt)) {
                    return;
                }
                connectAgainAt = now.plus(RECONNECT);
                open();
            }
            for (Hj212Message message : unanswered.overdue(now, orders.overTime(), orders.resends())) {
                boolean marked = settings.peer().edition() == Edition.E2025;
                write(marked ? message.asResent() : message);
            }
            sendDue();
            heartbeat(now);
        } catch (IOException e) {
            hangUp();
        }
    }

    private void open() throws IOException {
        line = AirLine.connect(host, port, settings, random.split(), orders::hear);
    }

    private void sendDue() throws IOException {
        Instant now = clock.now();
        if (orders.sendsRealTime()) {
            Duration interval = orders.realTimeInterval();
            Instant moment = floor(now, interval);
            if (moment.isAfter(sentUpTo.getOrDefault(Hj212Command.REAL_TIME_DATA, Instant.EPOCH))) {
                sentUpTo.put(Hj212Command.REAL_TIME_DATA, moment);
                sendData(Hj212Command.REAL_TIME_DATA, moment);
            }
        }
        for (String cn : List.of(Hj212Command.MINUTE_DATA, Hj212Command.HOUR_DATA, Hj212Command.DAY_DATA)) {
            sendPeriods(cn, now);
        }
    }

    private void sendPeriods(String cn, Instant now) throws IOException {
        Duration period = StationData.period(cn, orders.minuteInterval());
        Instant start = sentUpTo.getOrDefault(cn, floor(startedAt, period));
        for (int i = 0; i < CATCH_UP && !start.plus(period).isAfter(now); i++) {
            sentUpTo.put(cn, start.plus(period));
            sendData(cn, start);
            start = start.plus(period);
        }
    }

    private void heartbeat(Instant now) throws IOException {
        if (settings.peer().edition() == Edition.E2025 && !now.isBefore(heartbeatAt)) {
            heartbeatAt = now.plus(HEARTBEAT);
            write(messages.heartbeat(clock.qn()));
        }
    }

    /** Sends the data of one moment or period, in one or several packets, whether they are due or not. */
    public void sendData(String cn, Instant start) throws IOException {
        var factors = data.factors(cn, start, StationData.period(cn, orders.minuteInterval()));
        var packets =
                messages.packets(clock::qn, cn, start, factors, settings.factorsPerPacket(), settings.answerWanted());
        if (settings.answerWanted() && !settings.habits().contains(StationHabit.NO_QN)) {
            packets.forEach(packet -> unanswered.add(packet, world.instant()));
        }
        for (Hj212Message packet : packets) {
            write(packet);
        }
    }

    /** Asks the host to set the clock. */
    public void askForTime() throws IOException {
        write(messages.askForTime(clock.qn()));
    }

    /** Tells the host that the logger has started. */
    public void tellStart(Instant restarted) throws IOException {
        write(messages.boot(clock.qn(), clock.now(), restarted));
    }

    void write(Hj212Message message) throws IOException {
        AirLine current = line;
        if (current == null || !current.isOpen()) {
            throw new IOException("station " + settings.peer().mn() + " is not connected");
        }
        current.send(message);
    }

    void answered(String qn) {
        unanswered.answered(qn);
    }

    public boolean isConnected() {
        AirLine current = line;
        return current != null && current.isOpen();
    }

    /** Returns how many messages wait for their answer. */
    public int waiting() {
        return unanswered.size();
    }

    /** Returns how many data messages the host has answered. */
    public long answered() {
        return unanswered.answeredCount();
    }

    /** Returns how many were given up without an answer. */
    public long givenUp() {
        return unanswered.givenUpCount();
    }

    /** Returns how far the station's clock is ahead. */
    public Duration clockOffset() {
        return Duration.between(world.instant(), clock.now());
    }

    public AirStationSettings settings() {
        return settings;
    }

    private void hangUp() {
        AirLine current = line;
        line = null;
        if (current != null) {
            current.close();
        }
    }

    static Instant floor(Instant time, Duration step) {
        long local = time.getEpochSecond() + Hj212Time.ZONE.getTotalSeconds();
        return Instant.ofEpochSecond(time.getEpochSecond() - Math.floorMod(local, step.toSeconds()));
    }

    static Instant ceiling(Instant time, Duration step) {
        Instant floor = floor(time, step);
        return floor.isBefore(time) ? floor.plus(step) : floor;
    }

    /** Hangs up without a word. */
    @Override
    public void close() {
        hangUp();
    }
}
