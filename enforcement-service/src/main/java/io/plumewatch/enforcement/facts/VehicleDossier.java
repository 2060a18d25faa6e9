package io.plumewatch.enforcement.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.wire.plate.PlateColor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vehicle as it goes out; the owner and his company only to officers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VehicleDossier(
        Plate plate,
        String fuel,
        String vehicleType,
        String areaCode,
        @Nullable String vin,
        @Nullable String emissionStage,
        @Nullable LocalDate firstRegisteredOn,
        @Nullable String companyId,
        @Nullable String ownerName,
        @Nullable String ownerPhone,
        @Nullable String brand,
        @Nullable String bodyColor,
        Vehicle.State state,
        int passes,
        @Nullable Instant lastPassAt,
        @Nullable TimelineItem lastInspection,
        List<Instant> runBreaks) {

    static VehicleDossier of(VehicleTimeline timeline, boolean withOwner) {
        Vehicle vehicle = timeline.vehicle();
        return new VehicleDossier(
                new Plate(vehicle.number(), vehicle.type(), vehicle.color()),
                vehicle.fuel(),
                vehicle.vehicleType(),
                vehicle.areaCode(),
                vehicle.vin(),
                vehicle.emissionStage(),
                vehicle.firstRegisteredOn(),
                withOwner ? vehicle.companyId() : null,
                withOwner ? vehicle.ownerName() : null,
                withOwner ? vehicle.ownerPhone() : null,
                vehicle.brand(),
                vehicle.bodyColor(),
                vehicle.state(),
                timeline.passes().size(),
                last(timeline.passes()).map(PassFact::measuredAt).orElse(null),
                last(timeline.inspections()).map(TimelineItem::of).orElse(null),
                timeline.runBreaks());
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    record Plate(String number, String type, @Nullable PlateColor color) {}
}
