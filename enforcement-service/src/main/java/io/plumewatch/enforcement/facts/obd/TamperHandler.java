package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.facts.Activity;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.obd.ObdMessage;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps alarms of tampering whose sender was authenticated, each once. */
@Component
class TamperHandler implements EntryHandler {

    private final TamperAlarms alarms;
    private final Rejections rejections;
    private final Activity activity;

    TamperHandler(TamperAlarms alarms, Rejections rejections, Activity activity) {
        this.alarms = alarms;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.TAMPER);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        for (StoredEntry stored : entries) {
            if (!stored.entry().trust().bearsOnDecisions()) {
                rejections.reject(stored, "CLAIMED_EVIDENCE", "trust", "a session above CLAIMED");
            } else if (Frames.read(stored.entry()) instanceof ObdMessage.TamperAlarm alarm) {
                alarms.keep(stored.entry(), alarm);
            } else {
                rejections.reject(stored, "UNKNOWN_LAYOUT", "payload", "a tamper alarm of 17 bytes");
            }
        }
        activity.count(entries);
    }
}
