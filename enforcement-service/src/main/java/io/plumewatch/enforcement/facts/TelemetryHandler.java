package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.EntryKind;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts the telemetry of terminals and units, so that silence and lateness show. */
@Component
class TelemetryHandler implements EntryHandler {

    private final Activity activity;

    TelemetryHandler(Activity activity) {
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.OBD, EntryKind.STATUS, EntryKind.TAMPER);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        activity.count(entries);
    }
}
