package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.wire.plate.LicensePlate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers vehicles. What is known of one beyond its registration is shown by its timeline. */
@RestController
@RequestMapping("/api/v1/vehicles")
class VehicleController {

    private final VehicleRegistration registration;
    private final VehicleList vehicles;
    private final Audit audit;

    VehicleController(VehicleRegistration registration, VehicleList vehicles, Audit audit) {
        this.registration = registration;
        this.vehicles = vehicles;
        this.audit = audit;
    }

    @PostMapping
    @Allow({Role.ADMIN, Role.OFFICER})
    ResponseEntity<Object> post(Caller caller, @RequestBody JsonNode body) {
        List<VehicleInput> inputs = Inputs.read(body, VehicleInput::read, "plate.number", VehicleInput::key);
        List<Change<Vehicle>> changes = registration.register(caller, inputs);
        List<Registered<VehicleView>> answers = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            Change<Vehicle> change = changes.get(i);
            answers.add(new Registered<>(
                    VehicleView.of(change.now()),
                    change.outcome(),
                    null,
                    inputs.get(i).warnings()));
        }
        return Registered.answer(body, answers);
    }

    /** Lists vehicles with their owners, so each page is audited. */
    @GetMapping
    @Allow({Role.ADMIN, Role.OFFICER})
    Page<VehicleView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page.Request request = Page.Request.of(after, limit);
        String normalised = number == null ? null : LicensePlate.normalise(number);
        audit.record(caller, "VEHICLES_LISTED", normalised == null ? "after:" + request.after() : normalised);
        return vehicles.page(caller.areas(), normalised, request).map(VehicleView::of);
    }
}
