package io.plumewatch.gateway.http;

import io.plumewatch.gateway.quarantine.QuarantineEntry;
import io.plumewatch.gateway.quarantine.QuarantineList;
import java.io.ByteArrayOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives an administrator what was refused, whole: an entry a line, its bytes in base64, and where the next page begins as a
 * {@code Link}. It holds personal data, so the log says who took it.
 *
 * <p>There is no way back through the gateway. The quarantine bears no seal, so whoever can write to Redis could have a
 * reading of his own let in and sealed as a device's; and a frame is judged together with its connection, which is gone.
 * What an export shows to be good is sent again by the device, or is played by {@code plumewatch-sim replay} with its secret.
 */
@RestController
class QuarantineExport {

    private static final Logger log = LoggerFactory.getLogger(QuarantineExport.class);
    private static final String PATH = "/api/v1/quarantine/export";

    private final QuarantineList quarantine;
    private final JsonMapper json;

    QuarantineExport(QuarantineList quarantine, JsonMapper json) {
        this.quarantine = quarantine;
        this.json = json;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> export(
            @RequestAttribute(AccessFilter.PERSON) Person person,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String device) {
        if (!person.has(Person.ADMIN)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "WRONG_ROLE", "only an administrator exports refused input");
        }
        QuarantineList.Page<QuarantineEntry> page = quarantine.whole(
                OperatorController.cursor(after),
                entry -> person.sees(entry.areaCode())
                        && (reason.isEmpty() || entry.reason().equals(reason))
                        && (device.isEmpty() || device.equals(entry.device())));
        log.info(
                "{} exported {} entries of the quarantine",
                person.token().person(),
                page.items().size());
        var answer = ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "application/x-ndjson");
        String next = page.next();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + link(next, reason, device) + ">; rel=\"next\"");
        }
        return answer.body(lines(page));
    }

    private static String link(String after, String reason, String device) {
        return UriComponentsBuilder.fromPath(PATH)
                .queryParam("after", after)
                .queryParam("reason", reason)
                .queryParam("device", device)
                .encode()
                .toUriString();
    }

    private byte[] lines(QuarantineList.Page<QuarantineEntry> page) {
        var lines = new ByteArrayOutputStream();
        for (QuarantineEntry entry : page.items()) {
            lines.writeBytes(json.writeValueAsBytes(entry));
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
