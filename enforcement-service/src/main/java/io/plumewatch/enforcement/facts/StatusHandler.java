package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.EntryKind;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts what units say of their state, so that silence and lateness show. */
@Component
class StatusHandler implements EntryHandler {

    private final Activity activity;

    StatusHandler(Activity activity) {
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.STATUS);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        activity.count(entries);
    }
}
