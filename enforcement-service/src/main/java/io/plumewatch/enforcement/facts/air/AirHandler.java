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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Records what air stations measured; what else they say is only counted. */
@Component
class AirHandler implements EntryHandler {

    private final AirProfiles profiles;
    private final AirReadings readings;
    private final Rejections rejections;
    private final Activity activity;

    AirHandler(AirProfiles profiles, AirReadings readings, Rejections rejections, Activity activity) {
        this.profiles = profiles;
        this.readings = readings;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.AIR);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        var told = new TreeMap<ToldReading.Key, ToldReading>();
        entries.forEach(stored -> read(stored, told));
        if (!told.isEmpty()) {
            readings.keep(told.values());
        }
        activity.count(entries);
    }

    private void read(StoredEntry stored, Map<ToldReading.Key, ToldReading> told) {
        LogEntry entry = stored.entry();
        Hj212Frame frame = Hj212FrameCutter.one(Octets.of(entry.payload()));
        if (frame == null) {
            rejections.reject(stored, "NOT_A_FRAME", "payload", "one whole HJ 212 frame with a right check value");
        } else if (Hj212Decoder.decode(frame) instanceof Hj212Decoded.Ok ok) {
            read(stored, ok.message(), told);
        } else if (Hj212Decoder.decode(frame) instanceof Hj212Decoded.Refused refused) {
            rejections.reject(stored, refused.reason().name(), refused.field(), refused.expected());
        }
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
