package io.plumewatch.enforcement.facts.instrument;

import io.plumewatch.enforcement.facts.Activity;
import io.plumewatch.enforcement.facts.Unreadable;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records what sensors show. */
@Component
class SensorHandler implements EntryHandler {

    private final SensorReadings readings;
    private final Rejections rejections;
    private final Activity activity;

    SensorHandler(SensorReadings readings, Rejections rejections, Activity activity) {
        this.readings = readings;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.SENSOR);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        for (StoredEntry stored : entries) {
            Decoded<InstrumentPayload.Sensed> decoded =
                    InstrumentPayload.sensed(stored.entry().payload());
            if (decoded instanceof Decoded.Bad<InstrumentPayload.Sensed> bad) {
                Unreadable.reject(rejections, stored, bad);
            } else if (decoded instanceof Decoded.Ok<InstrumentPayload.Sensed> ok) {
                readings.keep(stored.entry(), ok.value());
            }
        }
        activity.count(entries);
    }
}
