package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Secrets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private final DevicePlacements placements;
    private final BrokerPasswords brokerPasswords;
    private final MosquittoSettings broker;
    private final ProjectionChanges projection;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeviceRegistration(
            Register register,
            KnownSites knownSites,
            DeviceVerifications verifications,
            DevicePlacements placements,
            BrokerPasswords brokerPasswords,
            MosquittoSettings broker,
            ProjectionChanges projection,
            ApplicationEventPublisher events,
            Clock clock) {
        this.register = register;
        this.knownSites = knownSites;
        this.verifications = verifications;
        this.placements = placements;
        this.brokerPasswords = brokerPasswords;
        this.broker = broker;
        this.projection = projection;
        this.events = events;
        this.clock = clock;
    }

    List<Registered<Device>> register(Caller caller, JsonNode body, List<DeviceInput> devices) {
        try {
            return register.write(() -> {
                knownSites.requireOwn(
                        caller,
                        body,
                        devices,
                        input -> Stream.ofNullable(input.device().siteId()).toList(),
                        "siteId");
                return store(caller, body, devices);
            });
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
    }

    String rotateSecret(Caller caller, String deviceNo) {
        return register.write(() -> {
            Map<String, EnrolledDevice> held = register.lock(Shelf.DEVICES, List.of(deviceNo));
            EnrolledDevice before = Optional.ofNullable(held.get(deviceNo))
                    .filter(enrolled -> caller.areas().cover(enrolled.device().areaCode()))
                    .orElseThrow(() -> Refusal.notFound("no device " + deviceNo));
            String secret = Secrets.random();
            var after = new EnrolledDevice(before.device(), Secrets.sha256(secret), before.passwordSha256());
            register.store(caller, Shelf.DEVICES, held, List.of(after)).forEach(projection::deviceChanged);
            brokerPasswords.issued(deviceNo, secret);
            return secret;
        });
    }

    private List<Registered<Device>> store(Caller caller, JsonNode body, List<DeviceInput> devices) {
        Map<String, EnrolledDevice> held = register.lock(
                Shelf.DEVICES, devices.stream().map(DeviceInput::deviceNo).toList());
        requireOtherNamesThanGateways(body, devices, held);
        requirePasswords(body, devices, held);
        Map<String, String> newSecrets = new HashMap<>();
        List<EnrolledDevice> wanted = new ArrayList<>();
        for (DeviceInput input : devices) {
            EnrolledDevice before = held.get(input.deviceNo());
            String sha256 = before == null ? newSecret(input.device(), newSecrets) : before.secretSha256();
            String passwordSha256 =
                    input.passwordSha256() == null && before != null ? before.passwordSha256() : input.passwordSha256();
            wanted.add(new EnrolledDevice(input.device(), sha256, passwordSha256));
        }
        List<Change<EnrolledDevice>> changes = register.store(caller, Shelf.DEVICES, held, wanted);
        List<Change<EnrolledDevice>> effective = changes.stream()
                .filter(change -> change.outcome() != Change.Outcome.UNCHANGED)
                .toList();
        effective.forEach(projection::deviceChanged);
        if (!newSecrets.isEmpty()) {
            // It may connect as soon as we have answered, and its secret is said only once.
            projection.requireReachable();
        }
        newSecrets.forEach(brokerPasswords::issued);
        verifications.keep(effective.stream().map(Change::now).toList());
        placements.keep(
                effective.stream()
                        .filter(DeviceRegistration::moved)
                        .map(Change::now)
                        .toList(),
                clock.instant());
        publish(changes);
        return changes.stream()
                .map(change -> answer(change, newSecrets.get(change.now().deviceNo())))
                .toList();
    }

    /** A device under the gateway's own name at the broker would read and answer everything. */
    private void requireOtherNamesThanGateways(
            JsonNode body, List<DeviceInput> devices, Map<String, EnrolledDevice> held) {
        require(
                body,
                devices,
                "deviceNo",
                "is a name of the gateways at the MQTT broker; choose another",
                input -> !broker.isGateway(input.deviceNo()) || held.containsKey(input.deviceNo()));
    }

    /** What is kept of a password is kept with the MN, so under another MN it must be sent again. */
    private static void requirePasswords(JsonNode body, List<DeviceInput> devices, Map<String, EnrolledDevice> held) {
        require(body, devices, "password", "is required when the mn changes", input -> {
            EnrolledDevice before = held.get(input.deviceNo());
            return before == null
                    || before.passwordSha256() == null
                    || input.passwordSha256() != null
                    || Objects.equals(
                            before.device().stationMn(), input.device().stationMn());
        });
    }

    private static void require(
            JsonNode body, List<DeviceInput> devices, String field, String message, Predicate<DeviceInput> holds) {
        List<Refusal.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            if (!holds.test(devices.get(i))) {
                errors.add(new Refusal.FieldError((body.isArray() ? "[" + i + "]." : "") + field, message));
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.badRequest(errors);
        }
    }

    private static boolean moved(Change<EnrolledDevice> change) {
        EnrolledDevice before = change.before();
        return before == null
                || !Objects.equals(
                        before.device().siteId(), change.now().device().siteId());
    }

    private static Refusal taken(DuplicateKeyException e) {
        return String.valueOf(e.getMessage()).contains("device_one_station_an_mn")
                ? Refusal.conflict(
                        "MN_TAKEN", "another active air station has the same mn; set its state to SUSPENDED first")
                : Refusal.conflict(
                        "VIN_TAKEN",
                        "another active OBD terminal carries the same vin; set its state to SUSPENDED first");
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
