package io.plumewatch.wire.rs;

import io.plumewatch.wire.json.JsonFields;

/** Reads a calibration, field by field. */
final class CalibrationReader {

    private static final int MAX_COMPONENT = 16;
    private static final int MAX_POINTS = 64;

    private CalibrationReader() {}

    static RsCalibration calibration(JsonFields fields) {
        return new RsCalibration(
                fields.printable("calibrationId", RsParts.MAX_ID),
                fields.time("performedAt"),
                fields.constant("kind", RsCalibration.Kind.class),
                fields.constant("result", RsCalibration.Result.class),
                fields.objects("gas", MAX_POINTS, CalibrationReader::gas),
                fields.objects("opacity", MAX_POINTS, CalibrationReader::opacity),
                fields.optionalPrintable("certificateNo", RsParts.MAX_ID),
                fields.optionalDate("validUntil"));
    }

    private static RsCalibration.Gas gas(JsonFields fields) {
        return new RsCalibration.Gas(
                fields.printable("component", MAX_COMPONENT),
                fields.optionalNumber("referencePpm", Quantity.REFERENCE_GAS.range()),
                fields.optionalNumber("measuredPpm", Quantity.MEASURED_GAS.range()));
    }

    private static RsCalibration.Opacity opacity(JsonFields fields) {
        return new RsCalibration.Opacity(
                fields.optionalNumber("referencePercent", Quantity.REFERENCE_OPACITY.range()),
                fields.optionalNumber("measuredPercent", Quantity.OPACITY.range()));
    }
}
