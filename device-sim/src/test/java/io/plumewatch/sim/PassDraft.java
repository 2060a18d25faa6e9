package io.plumewatch.sim;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A pass as JSON, valid in everything until a test changes it. */
final class PassDraft {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String VALID = """
            {"passId":"","measuredAt":"","sentAt":"","sequence":1,"replayed":false,"lane":1,
             "plate":{"number":"","color":"YELLOW","type":"01","confidence":0.97},
             "vehicle":{"speedKmh":43.2,"accelerationMps2":0.31,"vspKwPerTonne":9.8,"bodyColor":"WHITE"},
             "exhaust":{"opacityPercent":12.5,"ringelmann":0,"coPercent":0.03,"co2Percent":14.2,"hcPpm":12,"noPpm":300},
             "plume":{"co2PercentCm":8.4,"coToCo2":0.0021,"hcToCo2":0.00009,"noToCo2":0.0043},
             "weather":{"temperatureC":8.1,"humidityPercent":41,"pressureKpa":101.2,"windSpeedMps":1.2,
                        "windDirectionDeg":180,"precipitation":"NONE"},
             "road":{"slopeDeg":1.1},"position":{"longitude":113.2418,"latitude":35.2159}}""";

    private final String passId = UUID.randomUUID().toString();
    private final ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(VALID);

    private PassDraft(Truck truck, Instant measuredAt) {
        json.put("passId", passId);
        json.put("measuredAt", text(measuredAt));
        json.put("sentAt", text(measuredAt.plusMillis(300)));
        plate().put("number", truck.number()).put("type", truck.type());
    }

    /** A clean pass, sent at once. */
    static PassDraft of(Truck truck, Instant measuredAt) {
        return new PassDraft(truck, measuredAt);
    }

    /** Returns an instant as units write it. */
    static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(ZONE));
    }

    String passId() {
        return passId;
    }

    PassDraft sentAt(Instant sentAt) {
        json.put("sentAt", text(sentAt));
        return this;
    }

    PassDraft replayed() {
        json.put("replayed", true);
        return sentAt(Instant.now());
    }

    PassDraft opacity(double percent) {
        ((ObjectNode) json.get("exhaust")).put("opacityPercent", percent);
        return this;
    }

    PassDraft photos(List<Photo> photos) {
        var array = json.putArray("photos");
        for (Photo photo : photos) {
            array.addObject()
                    .put("role", array.size() == 1 ? "FRONT" : "REAR")
                    .put("sha256", photo.sha256())
                    .put("takenAt", json.get("measuredAt").stringValue());
        }
        return this;
    }

    ObjectNode json() {
        return json;
    }

    ObjectNode plate() {
        return (ObjectNode) json.get("plate");
    }

    byte[] bytes() {
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /** Returns the JSON text with one piece replaced, for what no JSON library would write. */
    String with(String piece, String replacement) {
        String text = JsonMapper.shared().writeValueAsString(json);
        if (!text.contains(piece)) {
            throw new IllegalArgumentException("the pass has no " + piece);
        }
        return text.replace(piece, replacement);
    }
}
