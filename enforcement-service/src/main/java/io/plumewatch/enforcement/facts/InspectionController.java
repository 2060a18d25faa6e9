package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.wire.plate.LicensePlate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes the results of inspection stations: a passed one ends a run and releases the vehicle. */
@RestController
@RequestMapping("/api/v1/stations/inspections")
class InspectionController {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 64;

    private final Inspections inspections;
    private final Vehicles vehicles;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    InspectionController(
            Inspections inspections, Vehicles vehicles, Announcements announcements, Audit audit, Clock clock) {
        this.inspections = inspections;
        this.vehicles = vehicles;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** Answers 201, and 200 when the station reports the same inspection again. */
    @PostMapping
    @Allow(Role.STATION)
    @Transactional
    ResponseEntity<Answer> record(Caller station, @RequestBody JsonNode body) {
        Result result = read(station, body);
        Vehicle vehicle = vehicles.find(result.number(), result.type())
                .orElseThrow(() -> Refusal.notFound("no vehicle is registered with plate.number and plate.type "
                        + result.number() + "/" + result.type()));
        vehicles.lock(List.of(vehicle.vehicleId()));
        InspectionFact fact = result.fact();
        if (!inspections.insert(vehicle.vehicleId(), fact, result.values())) {
            return repeated(vehicle, result);
        }
        audit.record(station, "INSPECTION_RECORDED", fact.inspectionId());
        announcements.changed(Set.of(vehicle.vehicleId()));
        return ResponseEntity.status(HttpStatus.CREATED).body(Answer.of(result));
    }

    private ResponseEntity<Answer> repeated(Vehicle vehicle, Result result) {
        InspectionFact fact = result.fact();
        Optional<Inspections.OfVehicle> known = inspections.find(fact.stationId(), fact.inspectionId());
        if (known.equals(Optional.of(new Inspections.OfVehicle(vehicle.vehicleId(), fact)))
                && inspections.sameMeasured(fact, result.values())) {
            return ResponseEntity.ok(Answer.of(result));
        }
        throw Refusal.conflict(
                "INSPECTION_ID_REUSED",
                "you reported another inspection as " + fact.inspectionId()
                        + "; a new result needs a new inspectionId");
    }

    private Result read(Caller station, JsonNode body) {
        Fields fields = Fields.of(body);
        String id = fields.text("inspectionId", LONGEST_ID);
        Fields plate = fields.object("plate");
        String number = LicensePlate.normalise(plate.text("number", LicensePlate.MAX_LENGTH * 2));
        String type = plate.text("type", 2);
        Instant performedAt = fields.optionalInstant("performedAt");
        if (!body.hasNonNull("performedAt")) {
            fields.wrong("performedAt", "is required");
        } else if (performedAt != null && performedAt.isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            fields.wrong("performedAt", "must not be in the future");
        }
        InspectionFact.Kind kind = fields.choice("kind", InspectionFact.Kind.class);
        Outcome outcome = fields.choice("result", Outcome.class);
        fields.refuseIfWrong();
        var fact = new InspectionFact(
                station.person(), id, Objects.requireNonNull(performedAt), kind, outcome == Outcome.PASS);
        JsonNode values = body.get("values");
        return new Result(number, type, fact, values == null || values.isNull() ? null : values.toString());
    }

    private enum Outcome {
        PASS,
        FAIL
    }

    private record Result(
            String number,
            String type,
            InspectionFact fact,
            @Nullable String values) {}

    record Answer(String inspectionId, Plate plate, Instant performedAt, InspectionFact.Kind kind, String result) {

        static Answer of(Result result) {
            InspectionFact fact = result.fact();
            return new Answer(
                    fact.inspectionId(),
                    new Plate(result.number(), result.type()),
                    fact.performedAt(),
                    fact.kind(),
                    (fact.passed() ? Outcome.PASS : Outcome.FAIL).name());
        }
    }

    record Plate(String number, String type) {}
}
