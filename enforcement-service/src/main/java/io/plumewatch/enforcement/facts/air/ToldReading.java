package io.plumewatch.enforcement.facts.air;

import io.plumewatch.wire.hj212.AirReading;
import io.plumewatch.wire.log.Trust;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One number as a station told it.
 *
 * @param factor code of the standard
 * @param name ours for it; null for a factor that we do not know
 * @param raw the value as sent, at most 64 characters of it
 * @param trust of the best session that told it
 * @param qn the greatest name of a message that told it, empty if it had none; stations name messages by their time
 * @param receivedAt when it first came
 */
record ToldReading(
        Key key,
        @Nullable String name,
        Instant periodEnd,
        @Nullable BigDecimal value,
        @Nullable String unit,
        String raw,
        @Nullable String flag,
        boolean usable,
        String warnings,
        String profile,
        Trust trust,
        String qn,
        Instant receivedAt) {

    private static final int LONGEST = 64;
    private static final int LONGEST_FLAG = 8;
    private static final int LONGEST_WARNING = 200;

    /** What a reading is of; {@code variant} tells apart what a station says differently of the same. */
    record Key(String deviceNo, Period period, Instant periodStart, String factor, String statistic, String variant)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::deviceNo)
                .thenComparing(Key::period)
                .thenComparing(Key::periodStart)
                .thenComparing(Key::factor)
                .thenComparing(Key::statistic)
                .thenComparing(Key::variant);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static ToldReading of(
            String deviceNo,
            Period period,
            Instant start,
            AirReading reading,
            String profile,
            Trust trust,
            String qn,
            Instant receivedAt) {
        String raw = cut(reading.rawText(), LONGEST);
        String flag = reading.flag() == null ? null : cut(reading.flag(), LONGEST_FLAG);
        String variant = raw + "|" + Objects.requireNonNullElse(flag, "") + "|" + profile;
        return new ToldReading(
                new Key(
                        deviceNo,
                        period,
                        start,
                        cut(reading.factorCode(), LONGEST),
                        reading.statistic().name(),
                        variant),
                reading.factor(),
                Objects.requireNonNullElse(reading.periodEnd(), start),
                reading.value(),
                reading.canonicalUnit(),
                raw,
                flag,
                reading.usable(),
                cut(String.join("; ", reading.warnings()), LONGEST_WARNING),
                profile,
                trust,
                cut(qn, LONGEST),
                receivedAt);
    }

    /** Unites two tellings of the same; in any order. */
    ToldReading with(ToldReading again) {
        return new ToldReading(
                key,
                name,
                periodEnd,
                value,
                unit,
                raw,
                flag,
                usable,
                warnings,
                profile,
                trust.compareTo(again.trust) >= 0 ? trust : again.trust,
                qn.compareTo(again.qn) >= 0 ? qn : again.qn,
                receivedAt.isBefore(again.receivedAt) ? receivedAt : again.receivedAt);
    }

    /** No text of a station's may hold what the database cannot, or be longer than a key may be. */
    private static String cut(String text, int longest) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= longest ? clean : clean.substring(0, longest);
    }
}
