package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.registry.Verification;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts timelines together from what is recorded; several vehicles with as many statements as one. */
@Service
class RecordedTimelines implements Timelines {

    private final Passes passes;
    private final Photos photos;
    private final Calibrations calibrations;
    private final Inspections inspections;
    private final Vehicles vehicles;
    private final FieldEquipment equipment;

    private final ReadPasses readPasses = new ReadPasses();

    /** Timelines that the thread's transaction has loaded ahead; emptied by whatever changes them. */
    private final ThreadLocal<LoadedTimelines> loadedAhead = ThreadLocal.withInitial(() -> LoadedTimelines.NONE);

    RecordedTimelines(
            Passes passes,
            Photos photos,
            Calibrations calibrations,
            Inspections inspections,
            Vehicles vehicles,
            FieldEquipment equipment) {
        this.passes = passes;
        this.photos = photos;
        this.calibrations = calibrations;
        this.inspections = inspections;
        this.vehicles = vehicles;
        this.equipment = equipment;
    }

    @Override
    public Optional<VehicleTimeline> of(long vehicleId) {
        return loadedAhead
                .get()
                .of(vehicleId)
                .or(() -> Optional.ofNullable(load(List.of(vehicleId)).get(vehicleId)));
    }

    @Override
    public Optional<Vehicle> vehicle(long vehicleId) {
        return loadedAhead.get().of(vehicleId).map(VehicleTimeline::vehicle).or(() -> vehicles.find(vehicleId));
    }

    @Override
    public Optional<PassFact> pass(String passKey) {
        return passes(List.of(passKey)).stream().findFirst();
    }

    @Override
    public List<PassFact> passes(Collection<String> passKeys) {
        LoadedTimelines loaded = loadedAhead.get();
        var found = new ArrayList<>(loaded.passes(passKeys));
        List<String> others = loaded.without(passKeys);
        if (!others.isEmpty()) {
            found.addAll(facts(passes.byKeys(others)));
            found.sort(PassFact.IN_ORDER);
        }
        return found;
    }

    @Override
    public Optional<byte[]> asReceived(String passKey) {
        return passes.payload(passKey);
    }

    @Override
    public Map<String, byte[]> calibrationsOf(Collection<String> passKeys) {
        return calibrations.payloadsOf(passKeys);
    }

    @Override
    public void reject(Collection<String> passKeys, String officer, String reason) {
        loadedAhead.remove();
        passes.reject(passKeys, officer, reason);
    }

    /**
     * Runs work that asks for the timelines of many vehicles, loading together those that are not there yet. The caller
     * holds the rows of all of them, so nobody else changes their facts meanwhile.
     */
    void ahead(Collection<Long> vehicleIds, Runnable work) {
        LoadedTimelines before = loadedAhead.get();
        List<Long> missing =
                vehicleIds.stream().filter(id -> before.of(id).isEmpty()).toList();
        if (!missing.isEmpty()) {
            loadedAhead.set(before.and(load(missing)));
        }
        try {
            work.run();
        } finally {
            // Whatever emptied it meanwhile meant what was there before as well.
            loadedAhead.set(loadedAhead.get() == LoadedTimelines.NONE ? LoadedTimelines.NONE : before);
        }
    }

    List<PassFact> facts(List<Passes.Row> rows) {
        Map<String, Photos.OfPass> named =
                photos.namedBy(rows.stream().map(Passes.Row::passKey).toList());
        var seen = new SeenEquipment(equipment);
        return rows.stream()
                .map(row -> fact(row, named.getOrDefault(row.passKey(), Photos.OfPass.NONE), seen))
                .toList();
    }

    private Map<Long, VehicleTimeline> load(Collection<Long> vehicleIds) {
        var byVehicle = new HashMap<Long, List<PassFact>>();
        for (PassFact pass : facts(passes.ofVehicles(vehicleIds))) {
            byVehicle.computeIfAbsent(pass.vehicleId(), id -> new ArrayList<>()).add(pass);
        }
        Map<Long, List<CalibrationFact>> calibrated = calibrations.neededBy(vehicleIds);
        Map<Long, List<InspectionFact>> inspected = inspections.ofVehicles(vehicleIds);
        var timelines = new HashMap<Long, VehicleTimeline>();
        vehicles.withBreaks(vehicleIds)
                .forEach((id, known) -> timelines.put(
                        id,
                        new VehicleTimeline(
                                known.vehicle(),
                                byVehicle.getOrDefault(id, List.of()),
                                calibrated.getOrDefault(id, List.of()),
                                inspected.getOrDefault(id, List.of()),
                                known.runBreaks())));
        return timelines;
    }

    private PassFact fact(Passes.Row row, Photos.OfPass named, SeenEquipment seen) {
        Device device = seen.device(row.deviceNo(), Rulebook.lawDay(row.measuredAt()));
        // Where the unit stood when it measured. None then is none for ever, wherever the unit is filed later.
        Site site = row.siteId() == null ? null : seen.site(row.siteId());
        return new PassFact(
                row.passKey(),
                row.deviceNo(),
                row.vehicleId(),
                row.measuredAt(),
                row.receivedAt(),
                row.trust(),
                row.clock(),
                row.replayed(),
                readPasses.read(row.payload(), row.passKey()),
                device,
                site,
                site == null ? row.areaCode() : site.areaCode(),
                named.photos(),
                row.rejectedReason(),
                row.clockCleared(),
                named.shared(),
                row.origin());
    }

    /** Devices and sites that were looked up already. */
    private static final class SeenEquipment {

        private final FieldEquipment equipment;
        private final Map<String, Optional<Device>> devices = new HashMap<>();
        private final Map<String, List<Verification>> verifications = new HashMap<>();
        private final Map<String, Optional<Site>> sites = new HashMap<>();

        SeenEquipment(FieldEquipment equipment) {
            this.equipment = equipment;
        }

        /** A later verification says nothing about what was measured before. */
        @Nullable
        Device device(String deviceNo, LocalDate day) {
            return devices.computeIfAbsent(deviceNo, equipment::device)
                    .map(device -> device.on(day, verifications.computeIfAbsent(deviceNo, equipment::verifications)))
                    .orElse(null);
        }

        @Nullable
        Site site(String siteId) {
            return sites.computeIfAbsent(siteId, equipment::site).orElse(null);
        }
    }
}
