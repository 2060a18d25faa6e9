package io.plumewatch.enforcement.intake;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.plumewatch.enforcement.intake.Effects.Outcome;
import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.enforcement.intake.LogConnection.Read;
import io.plumewatch.enforcement.intake.RightOfWay.Turn;
import io.plumewatch.wire.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some streams of one Redis, on a thread and a connection of its own.
 *
 * <p>A round waits for entries behind the known offsets and lets each stream's entries take effect. The offsets held
 * here are guesses: the transaction compares them with the row that it takes, so any number of lanes of any number of
 * instances may read the same streams.
 */
final class Lane implements Runnable, Digestion.Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** How long to leave a stream to the instance that has it: about a transaction. */
    private static final Duration TAKEN_PAUSE = Duration.ofMillis(20);

    private final String name;
    private final List<String> streams;
    private final LogServer server;
    private final Offsets offsets;
    private final Effects effects;
    private final IntakeState state;
    private final IntakeSettings settings;
    private final Clock clock;
    private final Digestion digestion;
    private final Seals seals;

    private final Map<String, Offset> positions = new HashMap<>();
    private final Map<String, Long> heldAt = new HashMap<>();
    private Instant forgetAt = Instant.MIN;
    private @Nullable LogConnection connection;
    private volatile boolean ended;

    Lane(
            String name,
            List<String> streams,
            LogServer server,
            Offsets offsets,
            Effects effects,
            IntakeState state,
            IntakeSettings settings,
            Clock clock,
            Turn turn) {
        this.name = name;
        this.streams = List.copyOf(streams);
        this.server = server;
        this.offsets = offsets;
        this.effects = effects;
        this.state = state;
        this.settings = settings;
        this.clock = clock;
        digestion = new Digestion(effects, state, settings, clock, turn, this);
        this.seals = Seals.of(settings.logKeys());
    }

    /** Makes {@link #run()} return after the round that it is in. */
    void end() {
        ended = true;
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                round();
                if (state.works(name)) {
                    LOG.info("intake {} goes on", name);
                }
            } catch (RuntimeException | Error e) {
                // An error too: a lane that ends leaves its streams unread, and nobody hears of it.
                waitOut(e);
            }
        }
        disconnect();
    }

    /** What stood when the network was cut never carries a byte again, and nobody else notices. */
    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Whatever went wrong, health says so and the offsets in PostgreSQL are right: forget ours, rest, begin again. */
    private void waitOut(Throwable failure) {
        positions.clear();
        if (ended) {
            return;
        }
        if (failure instanceof RedisCommandTimeoutException) {
            disconnect();
        }
        String why = Outage.name(failure);
        if (state.waits(name, why)) {
            boolean away = failure instanceof RedisException || Outage.is(failure);
            LOG.atWarn().setCause(away ? null : failure).log("intake {} waits: {}", name, why);
        }
        rest();
    }

    private void round() {
        Map<String, String> afterIds = afterIds();
        if (afterIds.isEmpty()) {
            rest();
            return;
        }
        LogConnection log = connected();
        Read read = log.read(afterIds, settings.batch(), settings.readWait());
        boolean taken = false;
        for (String stream : afterIds.keySet()) {
            Offset from = position(stream);
            Outcome outcome = read.epoch().equals(from.epoch())
                    ? advance(from, read.entries().getOrDefault(stream, List.of()))
                    : enter(read.epoch(), from);
            taken |= outcome == Outcome.TAKEN;
        }
        forgetNowAndThen(read.entries().isEmpty());
        if (taken) {
            LockSupport.parkNanos(TAKEN_PAUSE.toNanos());
        }
    }

    /** A stream that somebody moved, or sent back to its start, may never show it by an entry. */
    private void forgetNowAndThen(boolean idle) {
        Instant now = clock.instant();
        if (idle || now.isAfter(forgetAt)) {
            positions.clear();
            forgetAt = now.plus(settings.hold());
        }
    }

    private Map<String, String> afterIds() {
        var after = new LinkedHashMap<String, String>();
        for (String stream : streams) {
            Long since = heldAt.get(stream);
            if (since == null || System.nanoTime() - since > settings.hold().toNanos()) {
                after.put(stream, position(stream).lastId());
            }
        }
        return after;
    }

    private Offset position(String stream) {
        return positions.computeIfAbsent(stream, offsets::read);
    }

    private LogConnection connected() {
        if (connection == null) {
            connection = server.connect(settings.commandTimeout());
        }
        return connection;
    }

    private Outcome enter(String epoch, Offset from) {
        Outcome outcome = effects.leap(
                from,
                from.startOf(epoch),
                LogGap.Kind.NEW_EPOCH,
                "epoch " + from.epoch() + " ended at " + from.lastId() + ", reading " + epoch + " from its start");
        if (outcome == Outcome.DONE && from.epoch() != null) {
            state.gapFound();
            LOG.error("LOG_GAP: {} has another epoch; reading it from the start", from.stream());
        }
        positions.remove(from.stream());
        return outcome;
    }

    private Outcome advance(Offset from, List<RawEntry> read) {
        var usable = new ArrayList<ReadEntry>(read.size());
        String fromTheFuture = null;
        for (RawEntry raw : read) {
            try {
                usable.add(ReadEntry.of(raw, seals));
            } catch (LogEntry.UnknownVersion e) {
                fromTheFuture = raw.id() + ", update this service: " + e.getMessage();
                break;
            }
        }
        Outcome outcome = digestion.take(from, usable);
        if (outcome != Outcome.DONE) {
            positions.remove(from.stream());
        } else if (fromTheFuture != null) {
            hold(from.stream(), fromTheFuture);
        } else if (!usable.isEmpty()) {
            state.goesOn(from.stream());
        }
        return outcome;
    }

    @Override
    public void moved(Offset to) {
        positions.put(to.stream(), to);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    /** Nothing behind the next entry may be touched; another instance with a newer build may move on. */
    @Override
    public void hold(String stream, String why) {
        heldAt.put(stream, System.nanoTime());
        positions.remove(stream);
        if (state.stopped(stream, why)) {
            LOG.error("intake of {} stopped: {}", stream, why);
        }
    }

    private void rest() {
        LockSupport.parkNanos(settings.pause().toNanos());
    }
}
