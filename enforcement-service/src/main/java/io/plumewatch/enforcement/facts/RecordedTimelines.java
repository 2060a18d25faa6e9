package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.registry.VerifiedDevice;
import io.plumewatch.enforcement.standards.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Puts timelines together from what is recorded; several vehicles with as many statements as one. */
@Service
class RecordedTimelines implements Timelines {

    private final Passes passes;
    private final Photos photos;
    private final Calibrations calibrations;
    private final JdbcTemplate jdbc;
    private final Vehicles vehicles;
    private final FieldEquipment equipment;

    private final ReadPasses readPasses = new ReadPasses();

    /** Timelines that the thread's transaction has loaded ahead; emptied by whatever changes them. */
    private final ThreadLocal<LoadedTimelines> loadedAhead = ThreadLocal.withInitial(() -> LoadedTimelines.NONE);

    RecordedTimelines(
            Passes passes,
            Photos photos,
            Calibrations calibrations,
            JdbcTemplate jdbc,
            Vehicles vehicles,
            FieldEquipment equipment) {
        this.passes = passes;
        this.photos = photos;
        this.calibrations = calibrations;
        this.jdbc = jdbc;
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
        return facts(rows, photos.namedBy(rows.stream().map(Passes.Row::passKey).toList()));
    }

    private List<PassFact> facts(List<Passes.Row> rows, Map<String, Photos.OfPass> named) {
        Map<String, VerifiedDevice> devices = equipment.verified(
                rows.stream().map(Passes.Row::deviceNo).distinct().toList());
        Map<String, Site> sites = equipment.sites(rows.stream()
                .flatMap(row -> Stream.ofNullable(row.siteId()))
                .distinct()
                .toList());
        return rows.stream()
                .map(row -> fact(
                        row,
                        named.getOrDefault(row.passKey(), Photos.OfPass.NONE),
                        devices.get(row.deviceNo()),
                        // Where it stood when it measured. None then is none for ever, wherever it is filed later.
                        row.siteId() == null ? null : sites.get(row.siteId())))
                .toList();
    }

    private Map<Long, VehicleTimeline> load(Collection<Long> vehicleIds) {
        var trip = new OneTrip(vehicleIds);
        List<Passes.Row> rows = Passes.ofVehicles(trip);
        List<Photos.Named> named = Photos.namedByVehicles(trip);
        List<Calibrations.Needed> needed = Calibrations.neededBy(trip);
        List<Inspections.OfVehicle> inspected = Inspections.ofVehicles(trip);
        trip.go(jdbc);
        var passesOf = facts(rows, Photos.byPass(named)).stream().collect(Collectors.groupingBy(PassFact::vehicleId));
        var calibrationsOf = needed.stream()
                .collect(Collectors.groupingBy(
                        Calibrations.Needed::vehicleId,
                        Collectors.mapping(Calibrations.Needed::fact, Collectors.toList())));
        var inspectionsOf = inspected.stream()
                .collect(Collectors.groupingBy(
                        Inspections.OfVehicle::vehicleId,
                        Collectors.mapping(Inspections.OfVehicle::fact, Collectors.toList())));
        var timelines = new HashMap<Long, VehicleTimeline>();
        vehicles.withBreaks(vehicleIds)
                .forEach((id, known) -> timelines.put(
                        id,
                        new VehicleTimeline(
                                known.vehicle(),
                                passesOf.getOrDefault(id, List.of()),
                                calibrationsOf.getOrDefault(id, List.of()),
                                inspectionsOf.getOrDefault(id, List.of()),
                                known.runBreaks())));
        return timelines;
    }

    /** A later verification says nothing about what was measured before. */
    private PassFact fact(Passes.Row row, Photos.OfPass named, @Nullable VerifiedDevice device, @Nullable Site site) {
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
                device == null ? null : device.on(Rulebook.lawDay(row.measuredAt())),
                site,
                site == null ? row.areaCode() : site.areaCode(),
                named.photos(),
                row.rejectedReason(),
                row.clockCleared(),
                named.shared(),
                row.origin());
    }
}
