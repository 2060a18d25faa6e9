package io.plumewatch.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.quarantine.QuarantineItem;
import io.plumewatch.gateway.quarantine.QuarantineList;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators look at: refused input and the devices that spoke lately, of their own areas. */
@RestController
class OperatorController {

    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

    private final QuarantineList quarantine;
    private final SeenDevices seen;
    private final InstrumentBoard instruments;

    OperatorController(QuarantineList quarantine, SeenDevices seen, InstrumentBoard instruments) {
        this.quarantine = quarantine;
        this.seen = seen;
        this.instruments = instruments;
    }

    /** A page of anything; {@code next} is null at the end. */
    record Page<T>(
            List<T> items,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next) {}

    @GetMapping("/api/v1/quarantine")
    Page<QuarantineItem> quarantine(
            @RequestAttribute(AccessFilter.PERSON) Person person,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String device) {
        QuarantineList.Page<QuarantineItem> page = quarantine.page(
                cursor(after),
                item -> person.sees(item.areaCode())
                        && (reason.isEmpty() || item.reason().equals(reason))
                        && (device.isEmpty() || device.equals(item.device())));
        return new Page<>(page.items(), page.next());
    }

    static String cursor(String after) {
        if (!after.isEmpty() && !CURSOR.matcher(after).matches()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_CURSOR",
                    "'after' is no position of this list; leave it out to start");
        }
        return after;
    }

    /**
     * A device as this gateway last saw it.
     *
     * @param clockDriftMillis its clock minus ours, when it last told its time; instruments that are polled have none to
     *     tell
     * @param completeness share (0..1) of today's messages that came in, as far as numbering or timing tells; of a gate or
     *     a camera, which number nothing, the share of sightings that could be taken
     * @param received today's messages
     * @param missing those that are known to be missing today, or had to be refused
     */
    record SeenDevice(
            String deviceNo,
            String areaCode,
            String protocol,
            Trust trust,
            Instant lastSeenAt,
            @Nullable Long clockDriftMillis,
            @Nullable Double completeness,
            long received,
            long missing) {}

    @GetMapping("/api/v1/devices")
    Page<SeenDevice> devices(@RequestAttribute(AccessFilter.PERSON) Person person) {
        List<SeenDevice> items = seen.all().stream()
                .filter(device -> person.sees(device.areaCode()))
                .sorted(Comparator.comparing(SeenDevices.Seen::device))
                .map(device -> new SeenDevice(
                        device.device(),
                        device.areaCode(),
                        device.protocol().label(),
                        device.trust(),
                        device.lastSeenAt(),
                        device.clockDriftMillis(),
                        device.completeness(),
                        device.today().received(),
                        device.today().missing()))
                .toList();
        return new Page<>(items, null);
    }

    /** Lists what is polled; of instruments that the registry does not know only an administrator learns. */
    @GetMapping("/api/v1/instruments")
    Page<InstrumentBoard.Shown> instruments(@RequestAttribute(AccessFilter.PERSON) Person person) {
        List<InstrumentBoard.Shown> items = instruments.all().stream()
                .filter(instrument -> person.sees(instrument.areaCode()))
                .toList();
        return new Page<>(items, null);
    }
}
