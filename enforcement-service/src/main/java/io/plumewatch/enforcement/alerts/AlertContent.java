package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.enforcement.registry.Vehicle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of an alert as JSON. Crews see the vehicle, never its owner. */
@Component
class AlertContent {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_CASES = 5;

    private final Cases cases;

    AlertContent(Cases cases) {
        this.cases = cases;
    }

    static String time(Instant at) {
        return TIME.format(at.truncatedTo(ChronoUnit.MILLIS).atZone(ZONE));
    }

    ObjectNode vehicle(Vehicle vehicle) {
        ObjectNode json = JSON.objectNode()
                .put("number", vehicle.number())
                .put("type", vehicle.type())
                .put("fuel", vehicle.fuel())
                .put("vehicleType", vehicle.vehicleType())
                .put("state", vehicle.state().name());
        put(json, "color", vehicle.color() == null ? null : vehicle.color().name());
        put(json, "emissionStage", vehicle.emissionStage());
        put(json, "brand", vehicle.brand());
        put(json, "bodyColor", vehicle.bodyColor());
        return json;
    }

    ObjectNode sighting(Seen seen, Vehicle vehicle, @Nullable Double distanceKm) {
        ObjectNode json = JSON.objectNode()
                .put("source", seen.passKey() == null ? "SIGHTING" : "PASS")
                .put("seenAt", time(seen.at()))
                .put("deviceNo", seen.deviceNo())
                .put("areaCode", seen.areaCode());
        if (!seen.number().equals(vehicle.number())) {
            json.put("readNumber", seen.number());
        }
        Site site = seen.site();
        if (site != null) {
            json.put("siteId", site.siteId()).put("siteName", site.name());
            put(json, "roadName", site.roadName());
            put(json, "direction", site.direction());
        }
        if (seen.position() != null) {
            json.putObject("position")
                    .put("longitude", seen.position().longitude())
                    .put("latitude", seen.position().latitude());
        }
        put(json, "observedColor", seen.color() == null ? null : seen.color().name());
        if (seen.lane() != null) {
            json.put("lane", seen.lane());
        }
        if (seen.speedKmh() != null) {
            json.put("speedKmh", seen.speedKmh());
        }
        if (distanceKm != null) {
            json.put("distanceKm", distanceKm);
        }
        return json;
    }

    @Nullable
    ArrayNode measured(List<Cases.Exceedance> exceedances) {
        if (exceedances.isEmpty()) {
            return null;
        }
        ArrayNode json = JSON.arrayNode();
        exceedances.forEach(value -> json.addObject()
                .put("pollutant", value.pollutant())
                .put("measuredValue", value.measuredValue())
                .put("limitValue", value.limitValue())
                .put("unit", value.unit())
                .put("limitVersion", value.limitVersion()));
        return json;
    }

    @Nullable
    ObjectNode lock(List<Blacklist.Entry> locks) {
        if (locks.isEmpty()) {
            return null;
        }
        Blacklist.Entry entry = locks.get(0);
        ObjectNode json = JSON.objectNode()
                .put("entryId", entry.entryId())
                .put("reason", entry.reason())
                .put("lockedAt", time(entry.lockedAt()));
        put(json, "caseId", entry.caseId());
        put(json, "repairDeadline", entry.repairDeadline() == null ? null : time(entry.repairDeadline()));
        return json;
    }

    /** The vehicle's last cases, newest first, each with the measurement that it rests on. */
    ArrayNode history(long vehicleId) {
        ArrayNode history = JSON.arrayNode();
        cases.ofVehicle(vehicleId).stream().limit(MOST_CASES).forEach(known -> add(history, known));
        return history;
    }

    private static void add(ArrayNode history, EnforcementCase known) {
        ObjectNode json = history.addObject()
                .put("caseId", known.caseId())
                .put("rule", known.rule())
                .put("state", known.state().name())
                .put("openedAt", time(known.openedAt()));
        known.findings().stream()
                .filter(finding -> finding.part() == CaseFinding.Part.VIOLATION)
                .findFirst()
                .ifPresent(finding -> json.put("measuredAt", time(finding.measuredAt()))
                        .put("pollutant", finding.pollutant())
                        .put("measuredValue", finding.measuredValue())
                        .put("limitValue", finding.limitValue())
                        .put("unit", finding.unit()));
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
