package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Enrols devices and keeps the projection in step. */
@Component
class DeviceRegistration {

    private final Register register;
    private final KnownSites knownSites;
    private final DeviceVerifications verifications;
    private final ProjectionChanges projection;
    private final ApplicationEventPublisher events;

    DeviceRegistration(
            Register register,
            KnownSites knownSites,
            DeviceVerifications verifications,
            ProjectionChanges projection,
            ApplicationEventPublisher events) {
        this.register = register;
        this.knownSites = knownSites;
        this.verifications = verifications;
        this.projection = projection;
        this.events = events;
    }

    List<Registered<Device>> register(Caller caller, JsonNode body, List<Device> devices) {
        try {
            return register.write(() -> {
                knownSites.require(
                        body,
                        devices,
                        device -> Stream.ofNullable(device.siteId()).toList(),
                        "siteId");
                return store(caller, devices);
            });
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict(
                    "VIN_TAKEN", "another active OBD terminal carries the same vin; set its state to SUSPENDED first");
        }
    }

    String rotateSecret(Caller caller, String deviceNo) {
        return register.write(() -> {
            Map<String, EnrolledDevice> held = register.lock(Shelf.DEVICES, List.of(deviceNo));
            EnrolledDevice before = Optional.ofNullable(held.get(deviceNo))
                    .filter(enrolled -> caller.areas().cover(enrolled.device().areaCode()))
                    .orElseThrow(() -> Refusal.notFound("no device " + deviceNo));
            String secret = Secrets.random();
            var after = new EnrolledDevice(before.device(), Secrets.sha256(secret));
            register.store(caller, Shelf.DEVICES, held, List.of(after)).forEach(projection::deviceChanged);
            return secret;
        });
    }

    private List<Registered<Device>> store(Caller caller, List<Device> devices) {
        Map<String, EnrolledDevice> held = register.lock(
                Shelf.DEVICES, devices.stream().map(Device::deviceNo).toList());
        Map<String, String> newSecrets = new HashMap<>();
        List<EnrolledDevice> wanted = new ArrayList<>();
        for (Device device : devices) {
            EnrolledDevice before = held.get(device.deviceNo());
            String sha256 = before == null ? newSecret(device, newSecrets) : before.secretSha256();
            wanted.add(new EnrolledDevice(device, sha256));
        }
        List<Change<EnrolledDevice>> changes = register.store(caller, Shelf.DEVICES, held, wanted);
        List<Change<EnrolledDevice>> effective = changes.stream()
                .filter(change -> change.outcome() != Change.Outcome.UNCHANGED)
                .toList();
        effective.forEach(projection::deviceChanged);
        verifications.keep(effective.stream().map(Change::now).toList());
        publish(changes);
        return changes.stream()
                .map(change -> answer(change, newSecrets.get(change.now().deviceNo())))
                .toList();
    }

    private static String newSecret(Device device, Map<String, String> newSecrets) {
        String secret = Secrets.random();
        newSecrets.put(device.deviceNo(), secret);
        return Secrets.sha256(secret);
    }

    private void publish(List<Change<EnrolledDevice>> changes) {
        Set<String> changed = changes.stream()
                .filter(Bearing::device)
                .map(change -> change.now().deviceNo())
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            events.publishEvent(new DevicesChanged(changed));
        }
    }

    private static Registered<Device> answer(Change<EnrolledDevice> change, @Nullable String secret) {
        Device device = change.now().device();
        return new Registered<>(device, change.outcome(), secret, Inputs.vinWarnings(device.vin()));
    }
}
