package io.plumewatch.wire.rs;

import io.plumewatch.wire.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads a pass, field by field. */
final class PassReader {

    private static final int MAX_WORD = 32;
    private static final int MAX_PHOTOS = 16;

    private PassReader() {}

    static RsPass pass(JsonFields fields) {
        return new RsPass(
                fields.printable("passId", RsParts.MAX_ID),
                fields.time("measuredAt"),
                fields.optionalTime("sentAt"),
                fields.optionalWhole("sequence", Quantity.SEQUENCE.range()),
                fields.flag("replayed"),
                whole(fields, "lane", Quantity.LANE),
                fields.object("plate", RsParts::plate),
                fields.optionalObject("vehicle", PassReader::vehicle),
                fields.optionalObject("exhaust", PassReader::exhaust),
                fields.optionalObject("plume", PassReader::plume),
                fields.optionalObject("weather", PassReader::weather),
                fields.optionalObject("road", PassReader::road),
                fields.optionalObject("position", RsParts::position),
                fields.objects("photos", MAX_PHOTOS, PassReader::photo));
    }

    private static RsPass.Vehicle vehicle(JsonFields fields) {
        return new RsPass.Vehicle(
                number(fields, "speedKmh", Quantity.SPEED),
                number(fields, "accelerationMps2", Quantity.ACCELERATION),
                number(fields, "vspKwPerTonne", Quantity.VSP),
                fields.optionalPrintable("bodyColor", MAX_WORD));
    }

    private static RsPass.Exhaust exhaust(JsonFields fields) {
        return new RsPass.Exhaust(
                number(fields, "opacityPercent", Quantity.OPACITY),
                whole(fields, "ringelmann", Quantity.RINGELMANN),
                number(fields, "coPercent", Quantity.CO),
                number(fields, "co2Percent", Quantity.CO2),
                number(fields, "hcPpm", Quantity.HC),
                number(fields, "noPpm", Quantity.NO));
    }

    private static RsPass.Plume plume(JsonFields fields) {
        return new RsPass.Plume(
                number(fields, "co2PercentCm", Quantity.CO2_COLUMN),
                number(fields, "coToCo2", Quantity.RATIO),
                number(fields, "hcToCo2", Quantity.RATIO),
                number(fields, "noToCo2", Quantity.RATIO));
    }

    private static RsPass.Weather weather(JsonFields fields) {
        return new RsPass.Weather(
                number(fields, "temperatureC", Quantity.TEMPERATURE),
                number(fields, "humidityPercent", Quantity.HUMIDITY),
                number(fields, "pressureKpa", Quantity.PRESSURE),
                number(fields, "windSpeedMps", Quantity.WIND_SPEED),
                number(fields, "windDirectionDeg", Quantity.WIND_DIRECTION),
                fields.optionalConstant("precipitation", RsPass.Precipitation.class));
    }

    private static RsPass.Road road(JsonFields fields) {
        return new RsPass.Road(number(fields, "slopeDeg", Quantity.SLOPE));
    }

    private static RsPass.Photo photo(JsonFields fields) {
        String role = fields.optionalPrintable("role", MAX_WORD);
        return new RsPass.Photo(
                role == null ? "UNKNOWN" : role,
                fields.text("sha256", RsParts::isSha256, RsParts.SHA256_EXPECTED),
                fields.optionalTime("takenAt"));
    }

    private static @Nullable Double number(JsonFields fields, String name, Quantity quantity) {
        return fields.optionalNumber(name, quantity.range());
    }

    private static @Nullable Integer whole(JsonFields fields, String name, Quantity quantity) {
        Long value = fields.optionalWhole(name, quantity.range());
        return value == null ? null : value.intValue();
    }
}
