package io.plumewatch.gateway.http;

import io.plumewatch.gateway.command.Order;
import io.plumewatch.gateway.command.OrderRefused;
import io.plumewatch.gateway.command.StationCommands;
import io.plumewatch.gateway.command.Ticket;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.wire.projection.ProjectedDevice;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators ask air stations of their own areas for something. */
@RestController
@RequestMapping("/api/v1/stations/{deviceNo}/commands")
class StationController {

    private static final String KIND = "AIR_STATION";

    private final Devices devices;
    private final StationCommands stations;

    StationController(Devices devices, StationCommands stations) {
        this.devices = devices;
        this.stations = stations;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Ticket ask(
            @RequestAttribute(AccessFilter.PERSON) Person person,
            @PathVariable String deviceNo,
            @RequestBody Order order) {
        admit(person, deviceNo);
        try {
            return stations.ask(deviceNo, order, person.token().person());
        } catch (OrderRefused e) {
            throw problem(e);
        }
    }

    @GetMapping("/{id}")
    Ticket ticket(
            @RequestAttribute(AccessFilter.PERSON) Person person,
            @PathVariable String deviceNo,
            @PathVariable String id) {
        admit(person, deviceNo);
        return stations.ticket(deviceNo, id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "NO_SUCH_COMMAND", "no such command here"));
    }

    /** Says of stations elsewhere the same as of none. */
    private void admit(Person person, String deviceNo) {
        if (!person.has(Person.ADMIN)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "WRONG_ROLE", "only an administrator asks stations for something");
        }
        ProjectedDevice device = AccessFilter.known(devices.byNumber(deviceNo))
                .filter(found -> found.kind().equals(KIND) && person.sees(found.areaCode()))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "NO_SUCH_STATION", "no such air station"));
        if (!device.active()) {
            throw Problem.of(HttpStatus.CONFLICT, "DEVICE_SUSPENDED", "this station is suspended");
        }
    }

    private static Problem problem(OrderRefused refused) {
        String detail = String.valueOf(refused.getMessage());
        return switch (refused.why()) {
            case INVALID -> Problem.of(HttpStatus.BAD_REQUEST, "INVALID_COMMAND", detail);
            case STATION_OFFLINE -> Problem.of(HttpStatus.CONFLICT, "STATION_OFFLINE", detail);
            case TOO_MANY -> Problem.later("TOO_MANY_COMMANDS", detail);
        };
    }
}
