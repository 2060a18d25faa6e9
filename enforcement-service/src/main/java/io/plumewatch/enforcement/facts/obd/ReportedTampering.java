package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.facts.TamperWatch;
import io.plumewatch.enforcement.standards.ObdStandards;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks for the last alarm, and for what the terminal sent after it: a repaired terminal is no reason to stop anybody. */
@Component
class ReportedTampering implements TamperWatch {

    /** Alarms come each minute while their cause lasts, so data that go on this long after the last one end it. */
    private static final Duration REPEATED = Duration.ofMinutes(2);

    private final TamperAlarms alarms;
    private final ObdSlots slots;
    private final ObdStandards standards;

    ReportedTampering(TamperAlarms alarms, ObdSlots slots, ObdStandards standards) {
        this.alarms = alarms;
        this.slots = slots;
        this.standards = standards;
    }

    @Override
    public boolean removed(String vin, Instant at) {
        Duration within = Duration.ofHours(standards.obdPolicies().at(at).tamperAlertHours());
        Optional<Instant> last = alarms.last(vin, at.minus(within), at);
        return last.isPresent() && !heard(vin, last.get().plus(REPEATED), at);
    }

    private boolean heard(String vin, Instant from, Instant to) {
        LocalDate first = Rulebook.lawDay(from);
        LocalDate last = Rulebook.lawDay(to);
        if (from.isAfter(to)) {
            return false;
        }
        for (Map.Entry<LocalDate, DaySeconds> day :
                slots.days(vin, first.datesUntil(last.plusDays(1)).toList()).entrySet()) {
            Instant midnight = day.getKey().atStartOfDay(Rulebook.LAW_ZONE).toInstant();
            int begin = (int) Math.max(0, Duration.between(midnight, from).toSeconds());
            if (day.getValue().has(Mark.STREAM | Mark.TRUSTED, begin)) {
                return true;
            }
        }
        return false;
    }
}
