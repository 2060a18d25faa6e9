package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers devices. A secret goes out once, when the device is new or its secret is rotated. */
@RestController
@RequestMapping("/api/v1/devices")
class DeviceController {

    private final Register register;
    private final DeviceRegistration registration;
    private final Audit audit;

    DeviceController(Register register, DeviceRegistration registration, Audit audit) {
        this.register = register;
        this.registration = registration;
        this.audit = audit;
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Object> post(Caller caller, @RequestBody JsonNode body) {
        List<DeviceInput> devices = Inputs.read(body, DeviceInput::read, "deviceNo", DeviceInput::deviceNo);
        return Registered.answer(body, registration.register(caller, body, devices));
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Page<Device> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return register.page(caller.areas(), Shelf.DEVICES, Page.Request.of(after, limit))
                .map(EnrolledDevice::device);
    }

    @GetMapping("/{deviceNo}")
    @Allow(Role.ADMIN)
    Device one(Caller caller, @PathVariable String deviceNo) {
        return register.find(caller, Shelf.DEVICES, deviceNo)
                .map(EnrolledDevice::device)
                .orElseThrow(() -> Refusal.notFound("no device " + deviceNo));
    }

    @PostMapping("/{deviceNo}/rotate-secret")
    @Allow(Role.ADMIN)
    Rotated rotate(Caller caller, @PathVariable String deviceNo) {
        String secret = registration.rotateSecret(caller, deviceNo);
        audit.record(caller, "DEVICE_SECRET_ROTATED", deviceNo);
        return new Rotated(deviceNo, secret);
    }

    /** The new secret; the old one is void from now on. */
    record Rotated(String deviceNo, String secret) {}
}
