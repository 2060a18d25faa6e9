package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An alert as it is now.
 *
 * @param version 1 when raised, one more with each change
 * @param json as it goes out
 */
record Alert(
        long alertId,
        int version,
        State state,
        String checkpointId,
        String checkpointArea,
        String areaCode,
        @Nullable String takenBy,
        @Nullable String photoSha256,
        ObjectNode json) {

    static Alert of(ResultSet row, JsonMapper mapper) throws SQLException {
        return new Alert(
                row.getLong("alert_id"),
                row.getInt("version"),
                State.valueOf(row.getString("state")),
                row.getString("checkpoint_id"),
                row.getString("checkpoint_area"),
                row.getString("area_code"),
                row.getString("taken_by"),
                row.getString("photo_sha256"),
                json(row, mapper));
    }

    /** A crew sees what happened in its areas, and what comes to its check-point from elsewhere. */
    boolean visibleTo(Caller caller) {
        return caller.areas().cover(areaCode) || caller.areas().cover(checkpointArea);
    }

    private static ObjectNode json(ResultSet row, JsonMapper mapper) throws SQLException {
        JsonNode vehicle = mapper.readTree(row.getString("vehicle"));
        JsonNode measured = optional(row, "measured", mapper);
        List<String> reasons = List.of((String[]) row.getArray("reasons").getArray());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", Long.toString(row.getLong("alert_id")))
                .put("version", row.getInt("version"))
                .put("state", row.getString("state"))
                .put("raisedAt", time(row, "raised_at"))
                .put("updatedAt", time(row, "updated_at"))
                .put("expiresAt", time(row, "expires_at"))
                .put("checkpointId", row.getString("checkpoint_id"))
                .put("areaCode", row.getString("area_code"))
                .put("reason", Reason.gravest(reasons).name())
                .put("confidence", row.getDouble("confidence"))
                .put("headline", Headline.chinese(reasons, measured))
                .put("headlineEn", Headline.english(reasons, measured));
        reasons.forEach(json.putArray("reasons")::add);
        long listAgeMillis = row.getLong("list_age_millis");
        if (!row.wasNull()) {
            json.put("listAge", listAgeMillis / 1000.0);
        }
        json.set("plate", plate(vehicle));
        json.set("vehicle", vehicle);
        json.set("sighting", sighting(row, mapper));
        set(json, "measured", measured);
        set(json, "lock", optional(row, "lock", mapper));
        json.set("history", mapper.readTree(row.getString("history")));
        addEnd(json, row);
        return json;
    }

    private static JsonNode plate(JsonNode vehicle) {
        ObjectNode plate = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("number", "type", "color")) {
            set(plate, name, vehicle.get(name));
        }
        return plate;
    }

    private static JsonNode sighting(ResultSet row, JsonMapper mapper) throws SQLException {
        ObjectNode sighting = (ObjectNode) mapper.readTree(row.getString("sighting"));
        String photo = row.getString("photo_sha256");
        if (photo != null) {
            sighting.put("photoUrl", "/api/v1/alerts/" + row.getLong("alert_id") + "/photo?sha256=" + photo);
        }
        return sighting;
    }

    private static void addEnd(ObjectNode json, ResultSet row) throws SQLException {
        for (var member : List.of(
                List.of("acknowledgedBy", "taken_by"),
                List.of("outcome", "outcome"),
                List.of("note", "note"),
                List.of("closedBy", "closed_by"))) {
            String value = row.getString(member.get(1));
            if (value != null) {
                json.put(member.get(0), value);
            }
        }
        if (row.getObject("closed_at") != null) {
            json.put("closedAt", time(row, "closed_at"));
        }
    }

    private static String time(ResultSet row, String column) throws SQLException {
        return AlertContent.time(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private static @Nullable JsonNode optional(ResultSet row, String column, JsonMapper mapper) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : mapper.readTree(text);
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }

    /** Where it stands; open means one of the first two. */
    enum State {
        OPEN,
        ACKNOWLEDGED,
        CLOSED
    }
}
