package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.EntryHandler;
import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.sighting.Sighting;
import io.plumewatch.wire.sighting.SightingJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of every sighting and keeps none: no movement profile of people who did nothing. */
@Component
class SightingHandler implements EntryHandler {

    private final FieldEquipment equipment;
    private final Rejections rejections;
    private final Activity activity;
    private final ApplicationEventPublisher events;
    private final Liveness liveness;

    SightingHandler(
            FieldEquipment equipment,
            Rejections rejections,
            Activity activity,
            ApplicationEventPublisher events,
            Liveness liveness) {
        this.equipment = equipment;
        this.rejections = rejections;
        this.activity = activity;
        this.events = events;
        this.liveness = liveness;
    }

    @Override
    public Set<EntryKind> kinds() {
        return Set.of(EntryKind.SIGHTING);
    }

    @Override
    public void handle(List<StoredEntry> entries) {
        Map<String, Optional<Device>> devices = new HashMap<>();
        var seen = new ArrayList<Sighted>();
        for (StoredEntry stored : entries) {
            Device device = devices.computeIfAbsent(stored.entry().device(), equipment::device)
                    .orElse(null);
            if (device == null) {
                rejections.reject(stored, "UNREGISTERED_DEVICE", "device", "a device of the registry");
            } else {
                sighted(stored, device).ifPresent(seen::add);
            }
        }
        events.publishEvent(new SightingsTold(seen));
        activity.count(entries);
    }

    private Optional<Sighted> sighted(StoredEntry stored, Device device) {
        LogEntry entry = stored.entry();
        Decoded<Sighting> decoded = SightingJson.one(entry.payload());
        if (decoded instanceof Decoded.Ok<Sighting> ok) {
            Instant seenAt = ok.value().seenAt().toInstant();
            return Optional.of(new Sighted(
                    entry.key(),
                    entry.device(),
                    device.areaCode(),
                    entry.trust(),
                    entry.receivedAt(),
                    ok.value(),
                    liveness.live(entry, seenAt, device.areaCode())));
        } else if (decoded instanceof Decoded.Bad<Sighting> bad) {
            Unreadable.reject(rejections, stored, bad);
        }
        return Optional.empty();
    }
}
