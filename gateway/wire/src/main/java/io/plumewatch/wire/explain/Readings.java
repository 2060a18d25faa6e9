package io.plumewatch.wire.explain;

import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.Position;
import io.plumewatch.wire.obd.Reading;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the numbers of a block are shown: a value as number, a marker as state and raw bytes. */
final class Readings {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The standard's limit of six digits before the point. */
    private static final BigDecimal MILEAGE_LIMIT = new BigDecimal("999999.9");

    private static final Map<Long, String> TORQUE_MODES = Map.of(
            0L, "overspeed or failed",
            1L, "speed control",
            2L, "torque control",
            3L, "speed and torque control",
            9L, "normal");

    private Readings() {}

    static JsonNode node(Reading reading, int length) {
        return reading instanceof Reading.Value value
                ? Sheet.node(value.number())
                : marker(((Reading.Marker) reading).state(), reading.raw(), length);
    }

    static ObjectNode marker(Reading.State state, long raw, int length) {
        var node = Sheet.NODES.objectNode();
        node.put("state", state.name());
        node.put("raw", hex(raw, length));
        return node;
    }

    static String hex(long raw, int length) {
        return String.format(Locale.ROOT, "0x%0" + 2 * length + "X", raw);
    }

    static void row(Sheet sheet, ObdField field, Reading reading) {
        if (reading instanceof Reading.Marker marker) {
            sheet.row(field.length(), field.jsonName(), marker.state().name(), "", "no value");
            if (marker.state() == Reading.State.OUT_OF_RANGE) {
                sheet.warn("OUT_OF_RANGE", field.jsonName(), "above what the field can mean");
            }
            return;
        }
        String value = Sheet.node(((Reading.Value) reading).number()).asString();
        String oddity = oddity(field, ((Reading.Value) reading).number());
        if (!oddity.isEmpty()) {
            sheet.warn("OUT_OF_RANGE", field.jsonName(), oddity);
        }
        String remark = field == ObdField.TORQUE_MODE ? TORQUE_MODES.getOrDefault(reading.raw(), oddity) : oddity;
        sheet.row(field.length(), field.jsonName(), value, field.unit(), remark);
    }

    /** Returns what is wrong with a number that the field can carry; empty if nothing. */
    private static String oddity(ObdField field, BigDecimal number) {
        return switch (field) {
            case MOTOR_LOAD, STATE_OF_CHARGE -> number.compareTo(HUNDRED) > 0 ? "expected 0..100 %" : "";
            case MILEAGE -> number.compareTo(MILEAGE_LIMIT) > 0 ? "expected at most 999999.9 km" : "";
            case TORQUE_MODE -> TORQUE_MODES.containsKey(number.longValue()) ? "" : "expected 0, 1, 2, 3 or 9";
            default -> "";
        };
    }

    static void putPosition(ObjectNode json, Position position) {
        json.put("positionValid", position.valid());
        json.set("longitude", node(position.signedLongitude(), 4));
        json.set("latitude", node(position.signedLatitude(), 4));
    }

    static void positionRows(Sheet sheet, Position position) {
        sheet.row(1, "positionState", hex(position.state(), 1), "", remark(position.state()));
        row(sheet, ObdField.LONGITUDE, position.signedLongitude());
        row(sheet, ObdField.LATITUDE, position.signedLatitude());
    }

    private static String remark(int state) {
        return state == 0xFF
                ? "unknown"
                : ((state & 1) == 0 ? "fix valid" : "fix invalid, last valid position")
                        + ((state & 2) == 0 ? ", north" : ", south")
                        + ((state & 4) == 0 ? ", east" : ", west");
    }
}
