package io.plumewatch.enforcement.facts.air;

import io.plumewatch.enforcement.facts.Activity;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.hj212.AirReading;
import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Readings;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Records what air stations measured; what else they say is only counted. */
@Component
class AirHandler implements EntryHandler {

    private final AirProfiles profiles;
    private final AirReadings readings;
    private final ToldIntervals intervals;
    private final Rejections rejections;
    private final Activity activity;

    AirHandler(
            AirProfiles profiles,
            AirReadings readings,
            ToldIntervals intervals,
            Rejections rejections,
            Activity activity) {
        this.profiles = profiles;
        this.readings = readings;
        this.intervals = intervals;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.AIR);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        var told = new Told(new TreeMap<>(), new ArrayList<>());
        entries.forEach(stored -> read(stored, told));
        if (!told.readings.isEmpty()) {
            readings.keep(told.readings.values());
        }
        intervals.keep(told.intervals);
        activity.count(entries);
    }

    private record Told(Map<ToldReading.Key, ToldReading> readings, List<ToldIntervals.Told> intervals) {}

    private void read(StoredEntry stored, Told told) {
        LogEntry entry = stored.entry();
        Hj212Frame frame = Hj212FrameCutter.one(Octets.of(entry.payload()));
        if (frame == null) {
            rejections.reject(stored, "NOT_A_FRAME", "payload", "one whole HJ 212 frame with a right check value");
        } else if (Hj212Decoder.decode(frame) instanceof Hj212Decoded.Ok ok) {
            interval(entry, ok.message()).ifPresent(told.intervals::add);
            read(stored, ok.message(), told.readings);
        } else if (Hj212Decoder.decode(frame) instanceof Hj212Decoded.Refused refused) {
            rejections.reject(stored, refused.reason().name(), refused.field(), refused.expected());
        }
    }

    private static Optional<ToldIntervals.Told> interval(LogEntry entry, Hj212Message message) {
        return Hj212Readings.toldMinuteInterval(message)
                .map(length -> new ToldIntervals.Told(entry.device(), entry.trust(), entry.receivedAt(), length));
    }

    private void read(StoredEntry stored, Hj212Message message, Map<ToldReading.Key, ToldReading> told) {
        Period period = Period.of(message.cn()).orElse(null);
        if (period == null) {
            return;
        }
        LogEntry entry = stored.entry();
        UnitProfile profile = profiles.of(entry.profile()).orElse(null);
        if (profile == null) {
            rejections.park(stored, "UNKNOWN_PROFILE", "profile", profiles.wanted(entry.profile()));
        } else if (message.dataTime().isEmpty()) {
            rejections.reject(stored, "MISSING_FIELD", "DataTime", "a date and time of 14 digits");
        } else {
            for (AirReading reading : Hj212Readings.of(message, profile)) {
                ToldReading one = told(entry, message, period, profile, reading);
                told.merge(one.key(), one, ToldReading::with);
            }
        }
    }

    private static ToldReading told(
            LogEntry entry, Hj212Message message, Period period, UnitProfile profile, AirReading reading) {
        return ToldReading.of(
                entry.device(),
                period,
                message.dataTime().orElseThrow(),
                reading,
                profile.id(),
                entry.trust(),
                Objects.requireNonNullElse(message.qn(), ""),
                entry.receivedAt());
    }
}
