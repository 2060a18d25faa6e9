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

    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    private LocalDate day = LocalDate.MIN;
    private Instant dayBegin = Instant.MAX;
    private Instant dayEnd = Instant.MIN;

    /**
     * Notes a sign of life.
     *
     * @param sentAt the device's own time of sending, if it gave one
     */
    public synchronized void saw(
            String device, String areaCode, Protocol protocol, Trust trust, @Nullable Instant sentAt, Instant now) {
        Seen before = seen.get(device);
        Long drift =
                sentAt == null ? null : (Long) Duration.between(now, sentAt).toMillis();
        if (drift == null && before != null) {
            drift = before.clockDriftMillis;
        }
        Tally today = before == null ? Tally.NONE : before.today.on(day(now));
        seen.put(device, new Seen(device, areaCode, protocol, trust, now, drift, today));
    }

    /**
     * Counts messages of a device that has been seen: those that came in, and those that its numbering, or the time
     * that it should have spoken at, shows to be missing.
     *
     * @param missing negative when something that had been missing came late
     */
    public synchronized void count(String device, long received, long missing, Instant now) {
        Seen before = seen.get(device);
        if (before != null) {
            Tally today = before.today.on(day(now)).plus(received, missing);
            seen.put(device, before.with(today));
        }
    }

    /** Counted once a day: the calendar costs more than all the rest here, and every frame is counted. */
    private LocalDate day(Instant now) {
        if (now.isBefore(dayBegin) || !now.isBefore(dayEnd)) {
            day = LocalDate.ofInstant(now, CHINA);
            dayBegin = day.atStartOfDay(CHINA).toInstant();
            dayEnd = day.plusDays(1).atStartOfDay(CHINA).toInstant();
        }
        return day;
    }

    public synchronized List<Seen> all() {
        return List.copyOf(seen.values());
    }

    /** What came in and what is known to be missing on one local day. */
    public record Tally(LocalDate day, long received, long missing) {

        static final Tally NONE = new Tally(LocalDate.MIN, 0, 0);

        Tally on(LocalDate today) {
            return today.equals(day) ? this : new Tally(today, 0, 0);
        }

        Tally plus(long moreReceived, long moreMissing) {
            return new Tally(day, received + moreReceived, Math.max(0, missing + moreMissing));
        }
    }

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

        private Seen with(Tally tally) {
            return new Seen(device, areaCode, protocol, trust, lastSeenAt, clockDriftMillis, tally);
        }

        /** Returns which share (0..1) of today's messages came in; null when nothing tells. */
        public @Nullable Double completeness() {
            long expected = today.received + today.missing;
            return expected == 0 ? null : (Double) ((double) today.received / expected);
        }
    }
}
