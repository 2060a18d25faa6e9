package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.enforcement.registry.Standing;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateColor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what is new among passes from the log, and whose they are. */
@Component
class NewPasses {

    private final Passes passes;
    private final Rejections rejections;
    private final Vehicles vehicles;
    private final FieldEquipment equipment;
    private final PassReading reading;
    private final NationalMaps maps;

    NewPasses(
            Passes passes,
            Rejections rejections,
            Vehicles vehicles,
            FieldEquipment equipment,
            PassReading reading,
            NationalMaps maps) {
        this.passes = passes;
        this.rejections = rejections;
        this.vehicles = vehicles;
        this.equipment = equipment;
        this.reading = reading;
        this.maps = maps;
    }

    /** Returns the passes that are not recorded yet, in log order and unresolved; a used id is rejected. */
    List<NewPass> among(List<StoredEntry> entries) {
        Map<String, String> known = new HashMap<>(passes.contentHashes(
                entries.stream().map(stored -> stored.entry().key()).toList()));
        var fresh = new ArrayList<NewPass>();
        for (StoredEntry stored : entries) {
            if (!maps.has(stored.entry())) {
                maps.park(rejections, stored);
                continue;
            }
            Decoded<PassReading.Reading> decoded = reading.read(stored.entry());
            if (decoded instanceof Decoded.Bad<PassReading.Reading> bad) {
                Unreadable.reject(rejections, stored, bad);
            } else if (decoded instanceof Decoded.Ok<PassReading.Reading> ok) {
                String hash = ok.value().contentHash();
                String before = known.putIfAbsent(stored.entry().key(), hash);
                if (before == null) {
                    fresh.add(unresolved(stored.entry(), ok.value()));
                } else if (!before.equals(hash)) {
                    String field = stored.entry().kind() == EntryKind.PASS ? "passId" : "JLBH";
                    rejections.reject(stored, "PASS_ID_REUSED", field, "an id that stands for one pass for ever");
                }
            }
        }
        return fresh;
    }

    /** Returns every vehicle that one of the passes may be of. */
    Set<Long> owners(List<NewPass> fresh) {
        return fresh.isEmpty()
                ? Set.of()
                : vehicles.withNumbers(fresh.stream().map(NewPass::number).toList());
    }

    /** Adds whose the passes are, as the registry stands now, and where they were measured, as it stood then. */
    List<NewPass> resolved(List<NewPass> fresh) {
        Map<Plate, Optional<Vehicle>> owners = new HashMap<>();
        Map<String, Standing> standings = new HashMap<>();
        return fresh.stream()
                .map(pass -> {
                    var plate = new Plate(
                            pass.number(),
                            pass.pass().plate().type(),
                            pass.pass().plate().color());
                    Optional<Vehicle> owner = owners.computeIfAbsent(plate, this::resolve);
                    Standing.Place place = standings
                            .computeIfAbsent(pass.entry().device(), equipment::standing)
                            .at(pass.measuredAt());
                    return pass.at(place.siteId(), place.areaCode())
                            .of(owner.map(Vehicle::vehicleId).orElse(null));
                })
                .toList();
    }

    private Optional<Vehicle> resolve(Plate plate) {
        return vehicles.resolve(plate.number(), plate.type(), plate.color());
    }

    private static NewPass unresolved(LogEntry entry, PassReading.Reading read) {
        String number = LicensePlate.normalise(read.pass().plate().number());
        return new NewPass(
                entry, read.pass(), number, read.contentHash(), read.origin(), read.payload(), null, "", null);
    }

    private record Plate(
            String number, @Nullable String type, @Nullable PlateColor color) {}
}
