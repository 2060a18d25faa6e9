package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.facts.Activity;
import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.enforcement.standards.ObdPolicies;
import io.plumewatch.enforcement.standards.ObdStandards;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.ObdMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Adds what terminals sent to their vehicles' days; a batch reads and writes each slot once. */
@Component
class ObdHandler implements EntryHandler {

    private final ObdSlots slots;
    private final ObdStandards standards;
    private final Rejections rejections;
    private final Activity activity;

    ObdHandler(ObdSlots slots, ObdStandards standards, Rejections rejections, Activity activity) {
        this.slots = slots;
        this.standards = standards;
        this.rejections = rejections;
        this.activity = activity;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.OBD);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        add(observations(readable(entries)));
        activity.count(entries);
    }

    private List<Read> readable(List<StoredEntry> entries) {
        var readable = new ArrayList<Read>();
        for (StoredEntry stored : entries) {
            ObdMessage message = Frames.read(stored.entry());
            if (message instanceof ObdMessage.Undecodable undecodable) {
                rejections.reject(stored, "UNKNOWN_LAYOUT", "payload", undecodable.expected());
            } else {
                readable.add(new Read(stored.entry(), message));
            }
        }
        return readable;
    }

    private List<Observation> observations(List<Read> readable) {
        ObdPolicies policies = standards.obdPolicies();
        var observations = new ArrayList<Observation>();
        for (Read read : readable) {
            LogEntry entry = read.entry;
            var packet = new Packet(entry, read.message, policies.at(entry.receivedAt()));
            observations.addAll(packet.observations());
        }
        return observations;
    }

    private void add(List<Observation> observations) {
        if (observations.isEmpty()) {
            return;
        }
        var keys = new TreeSet<SlotKey>();
        observations.forEach(observed -> keys.add(observed.slot()));
        Map<SlotKey, Slot> known = slots.find(keys);
        var changed = new TreeMap<SlotKey, Slot>();
        for (Observation observed : observations) {
            Slot slot = known.computeIfAbsent(observed.slot(), key -> Slot.empty());
            if (slot.add(observed)) {
                changed.put(observed.slot(), slot);
            }
        }
        if (!changed.isEmpty()) {
            slots.write(changed);
        }
    }

    private record Read(LogEntry entry, ObdMessage message) {}
}
