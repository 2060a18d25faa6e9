package io.plumewatch.enforcement.intake;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.plumewatch.enforcement.intake.LogConnection.StreamInfo;
import io.plumewatch.wire.log.Streams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the streams of one Redis from time to time: lag, gaps, and trimming behind what took effect. */
final class LogWatch implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration GAPS_SHOWN = Duration.ofDays(7);

    private static final Duration NOTICES_KEPT = Duration.ofMinutes(10);
    private static final int NOTICES_READ = 500;

    private final String name;
    private final List<String> streams;
    private final Duration keep;
    private final LogServer server;
    private final Offsets offsets;
    private final Effects effects;
    private final IntakeState state;
    private final Clock clock;
    private @Nullable ProfileWatch profiles;
    private @Nullable LogConnection connection;

    LogWatch(
            String name,
            List<String> streams,
            Duration keep,
            LogServer server,
            Offsets offsets,
            Effects effects,
            IntakeState state,
            Clock clock) {
        this.name = name;
        this.streams = List.copyOf(streams);
        this.keep = keep;
        this.server = server;
        this.offsets = offsets;
        this.effects = effects;
        this.state = state;
        this.clock = clock;
    }

    /** Looks once; what is away now is looked at the next time. */
    @Override
    public void run() {
        try {
            LogConnection log = connected();
            String epoch = log.epoch();
            state.epoch(name, epoch);
            for (String stream : streams) {
                look(log, stream, epoch);
            }
            state.gaps(offsets.gaps(clock.instant(), GAPS_SHOWN));
            effects.tellParked(state);
            if (profiles != null) {
                compareProfiles(log, profiles);
            }
        } catch (RedisCommandTimeoutException e) {
            // What stood when the network was cut never carries a byte again.
            LOG.debug("watch of {} waits for Redis in vain", name, e);
            close();
        } catch (RedisException e) {
            LOG.debug("watch of {} finds no Redis", name, e);
        } catch (RuntimeException | Error e) {
            // Whatever leaves this method ends the watch for good.
            LOG.warn("watch of {} failed, will look again", name, e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Also looks at the profiles that the gateways on this Redis have. */
    LogWatch comparing(ProfileWatch with) {
        profiles = with;
        return this;
    }

    private void compareProfiles(LogConnection log, ProfileWatch with) {
        Instant now = clock.instant();
        state.profiles(with.differences(log.newest(Streams.PROFILES, NOTICES_READ), now));
        log.trimBelow(Streams.PROFILES, now.minus(NOTICES_KEPT).toEpochMilli() + "-0");
    }

    private LogConnection connected() {
        if (connection == null) {
            connection = server.connect(TIMEOUT);
        }
        return connection;
    }

    private void look(LogConnection log, String stream, String epoch) {
        // The stream first, then the offset: the offset may only be newer, so no gap is seen where none is.
        StreamInfo info = log.info(stream);
        Offset offset = offsets.read(stream);
        if (!epoch.equals(offset.epoch())) {
            return;
        }
        if (info.trimmed() > offset.entries()) {
            long ahead = log.count(stream, offset.lastId(), info.lastId());
            gap(offset, offset.counted(offset.lastId(), info.added() - ahead), LogGap.Kind.TRIMMED, info);
        } else if (info.added() < offset.entries() && log.info(stream).added() < offset.entries()) {
            gap(offset, offset.counted(Offset.START, info.trimmed()), LogGap.Kind.SHRUNK, info);
        } else {
            state.lag(stream, info.added() - Math.min(offset.entries(), info.added()));
            trim(log, offset);
        }
    }

    private void gap(Offset from, Offset to, LogGap.Kind kind, StreamInfo info) {
        String detail = "read " + from.entries() + " entries up to " + from.lastId() + "; the log has had "
                + info.added() + " and holds the last " + info.length();
        if (effects.leap(from, to, kind, detail) == Effects.Outcome.DONE) {
            state.gapFound();
            LOG.error("LOG_GAP {} in {}: {}", kind, from.stream(), detail);
        }
    }

    private void trim(LogConnection log, Offset offset) {
        Instant oldest = clock.instant().minus(keep);
        if (offset.lastMillis() == 0) {
            return;
        }
        // The offset's own entry stays, so a stream that still stands is never empty.
        String minId = offset.lastMillis() <= oldest.toEpochMilli() ? offset.lastId() : oldest.toEpochMilli() + "-0";
        long trimmed = log.trimBelow(offset.stream(), minId);
        if (trimmed > 0) {
            LOG.debug("trimmed {} entries of {}", trimmed, offset.stream());
        }
    }
}
