package io.plumewatch.wire.rs;

import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Readers of the parts that passes and sightings share. */
public final class RsParts {

    /** Longest id of a pass, calibration or sighting. */
    public static final int MAX_ID = 64;

    /** What a photo's digest looks like, in words for an error answer. */
    public static final String SHA256_EXPECTED = "64 lower-case hex digits";

    private static final Predicate<String> SHA256 =
            Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

    private RsParts() {}

    /** Reads {@code {number, color?, type?, confidence?}}; the number must be able to be a plate. */
    public static RsPass.Plate plate(JsonFields fields) {
        return new RsPass.Plate(
                fields.text("number", text -> LicensePlate.tryParse(text).isPresent(), LicensePlate.EXPECTED),
                fields.optionalConstant("color", PlateColor.class),
                fields.optionalText(
                        "type", code -> PlateType.of(code).isPresent(), "a plate type code of GA 24.7 such as 01"),
                fields.optionalNumber("confidence", Quantity.CONFIDENCE.range()));
    }

    /** Reads {@code {longitude, latitude}}. */
    public static RsPass.Position position(JsonFields fields) {
        return new RsPass.Position(
                fields.number("longitude", Quantity.LONGITUDE.range()),
                fields.number("latitude", Quantity.LATITUDE.range()));
    }

    static boolean isId(String text) {
        return JsonFields.isPrintable(text, MAX_ID);
    }

    /** Returns whether the text is a SHA-256 as photos are named by. */
    public static boolean isSha256(String text) {
        return SHA256.test(text);
    }
}
