package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a crew does with an alert: take it, and say what came of it. */
@Service
class CrewWork {

    private static final int LONGEST_NOTE = 500;

    private final Alerts alerts;
    private final Audit audit;
    private final Clock clock;

    CrewWork(Alerts alerts, Audit audit, Clock clock) {
        this.alerts = alerts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes the alert; taking one's own again is no mistake, a crew's tablet may ask twice. */
    @Transactional
    public Alert acknowledge(Caller caller, String id) {
        Alert alert = find(caller, id);
        Optional<Alert> taken = alerts.take(alert.alertId(), caller.person(), clock.instant());
        if (taken.isPresent()) {
            audit.record(caller, "ALERT_ACKNOWLEDGED", "alert " + id);
            return taken.get();
        }
        Alert now = find(caller, id);
        if (now.state() == Alert.State.ACKNOWLEDGED && caller.person().equals(now.takenBy())) {
            return now;
        }
        throw now.state() == Alert.State.CLOSED
                ? Refusal.conflict("ALERT_CLOSED", "the alert is closed", List.of())
                : Refusal.conflict(
                        "ALERT_TAKEN", "taken by " + now.takenBy() + "; legal now: outcome", List.of("outcome"));
    }

    @Transactional
    public Alert outcome(Caller caller, String id, Fields body) {
        Alerts.Outcome outcome = body.choice("outcome", Alerts.Outcome.class);
        String note = body.optionalText("note", LONGEST_NOTE);
        body.refuseIfWrong();
        Alert alert = find(caller, id);
        Alert closed = alerts.close(alert.alertId(), caller.person(), outcome, note, clock.instant())
                .orElseThrow(() -> Refusal.conflict("ALERT_CLOSED", "the alert is closed", List.of()));
        audit.record(caller, "ALERT_" + outcome, "alert " + id);
        return closed;
    }

    /**
     * Returns an alert that the caller may see.
     *
     * @throws Refusal 404
     */
    Alert find(Caller caller, String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("no alert " + id);
        }
        return alerts.find(Long.parseLong(id))
                .filter(alert -> alert.visibleTo(caller))
                .orElseThrow(() -> Refusal.notFound("no alert " + id));
    }
}
