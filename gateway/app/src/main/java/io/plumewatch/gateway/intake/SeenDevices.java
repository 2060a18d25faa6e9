package io.plumewatch.gateway.intake;

import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which devices spoke to this gateway lately, and how much of what they should have said came in today.
 *
 * <p>In memory only; the longest silent ones are forgotten first.
 */
public final class SeenDevices {

    private static final int MOST = 50_000;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Map<String, Life> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Life> eldest) {
            return size() > MOST;
        }
    };

    private int day;
    private Instant dayBegin = Instant.MAX;
    private Instant dayEnd = Instant.MIN;

    /**
     * Notes a sign of life.
     *
     * @param sentAt the device's own time of sending, if it gave one
     */
    public synchronized void saw(
            String device, String areaCode, Protocol protocol, Trust trust, @Nullable Instant sentAt, Instant now) {
        Life life = seen.get(device);
        if (life == null) {
            life = new Life(areaCode, protocol, trust);
            seen.put(device, life);
        }
        life.areaCode = areaCode;
        life.protocol = protocol;
        life.trust = trust;
        life.lastSeenMillis = now.toEpochMilli();
        if (sentAt != null) {
            life.clockDriftMillis = Duration.between(now, sentAt).toMillis();
        }
        life.on(day(now));
    }

    /**
     * Counts messages of a device that has been seen: those that came in, and those that its numbering, or the time
     * that it should have spoken at, shows to be missing.
     *
     * @param missing negative when something that had been missing came late
     */
    public synchronized void count(String device, long received, long missing, Instant now) {
        Life life = seen.get(device);
        if (life != null) {
            life.on(day(now));
            life.received = bounded(life.received + received);
            life.missing = bounded(life.missing + missing);
        }
    }

    private static int bounded(long count) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, count));
    }

    /** Counted once a day: the calendar costs more than all the rest here, and every frame is counted. */
    private int day(Instant now) {
        if (now.isBefore(dayBegin) || !now.isBefore(dayEnd)) {
            LocalDate date = LocalDate.ofInstant(now, CHINA);
            day = (int) date.toEpochDay();
            dayBegin = date.atStartOfDay(CHINA).toInstant();
            dayEnd = date.plusDays(1).atStartOfDay(CHINA).toInstant();
        }
        return day;
    }

    public synchronized List<Seen> all() {
        return seen.entrySet().stream()
                .map(entry -> entry.getValue().shown(entry.getKey()))
                .toList();
    }

    /** What is kept of a device, as flat as can be: every connected terminal has one. Guarded by the lock around it. */
    private static final class Life {

        private static final long UNTOLD = Long.MIN_VALUE;

        private String areaCode;
        private Protocol protocol;
        private Trust trust;
        private long lastSeenMillis;
        private long clockDriftMillis = UNTOLD;
        private int day;
        private int received;
        private int missing;

        Life(String areaCode, Protocol protocol, Trust trust) {
            this.areaCode = areaCode;
            this.protocol = protocol;
            this.trust = trust;
        }

        void on(int today) {
            if (today != day) {
                day = today;
                received = 0;
                missing = 0;
            }
        }

        Seen shown(String device) {
            return new Seen(
                    device,
                    areaCode,
                    protocol,
                    trust,
                    Instant.ofEpochMilli(lastSeenMillis),
                    clockDriftMillis == UNTOLD ? null : (Long) clockDriftMillis,
                    new Tally(received, missing));
        }
    }

    /** What came in and what is known to be missing on one local day. */
    public record Tally(long received, long missing) {}

    /**
     * One device, as last seen.
     *
     * @param clockDriftMillis its clock minus ours when it last gave the time, positive when it runs ahead
     */
    public record Seen(
            String device,
            String areaCode,
            Protocol protocol,
            Trust trust,
            Instant lastSeenAt,
            @Nullable Long clockDriftMillis,
            Tally today) {

        /** Returns which share (0..1) of today's messages came in; null when nothing tells. */
        public @Nullable Double completeness() {
            long expected = today.received + today.missing;
            return expected == 0 ? null : (Double) ((double) today.received / expected);
        }
    }
}
