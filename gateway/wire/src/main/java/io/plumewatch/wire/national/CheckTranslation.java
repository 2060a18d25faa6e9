package io.plumewatch.wire.national;

import io.plumewatch.wire.json.Range;
import io.plumewatch.wire.rs.Quantity;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsParts;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a check of the national record into our own terms. */
final class CheckTranslation {

    private static final String PASS = "PASS";
    private static final int MAX_NOTE = 200;
    private static final int PPM_PER_PERCENT_DIGITS = 4;
    private static final Range REFERENCE_PERCENT = new Range(0, 100, "%");
    private static final Range MEASURED_PERCENT = new Range(-1, 100, "%");

    private final RecordReader record;

    private CheckTranslation(RecordReader record) {
        this.record = record;
    }

    /**
     * Translates a check.
     *
     * @param contentHash names a calibration whose record has no number
     */
    static NationalCheck check(RecordReader record, String contentHash) {
        return new CheckTranslation(record).whole(contentHash);
    }

    private NationalCheck whole(String contentHash) {
        OffsetDateTime at = record.time(NationalField.JCKSSJ, NationalField.ZJKSRQ, NationalField.JCSJ);
        String id = record.text(NationalField.JLBH, RsParts.MAX_ID);
        String outcome = record.code(NationalField.SFTG, CodeMap.Codes.OUTCOMES);
        record.code(NationalField.BQLB, CodeMap.Codes.GAS_CLASSES);
        record.text(NationalField.BZ, MAX_NOTE);
        return new NationalCheck(
                id,
                at,
                kind(),
                outcome == null ? null : (Boolean) outcome.equals(PASS),
                calibration(id == null ? contentHash : id, at, outcome),
                record.map().id(),
                record.values(),
                record.warnings());
    }

    private NationalCheck.Kind kind() {
        if (record.text(NationalField.XSSD, MAX_NOTE) != null) {
            return NationalCheck.Kind.DYNAMIC;
        }
        if (record.text(NationalField.BQLB, MAX_NOTE) != null) {
            return NationalCheck.Kind.STATIC;
        }
        return record.text(NationalField.ZJKSRQ, MAX_NOTE) != null
                ? NationalCheck.Kind.SELF_CHECK
                : NationalCheck.Kind.OTHER;
    }

    private @Nullable RsCalibration calibration(String id, OffsetDateTime at, @Nullable String outcome) {
        List<RsCalibration.Gas> gas = gas();
        List<RsCalibration.Opacity> opacity = opacity();
        if (outcome == null) {
            record.warn("NO_CALIBRATION", NationalField.SFTG, "without an outcome a check is no calibration");
            return null;
        }
        if (outcome.equals(PASS) && record.isGuess(NationalField.SFTG, CodeMap.Codes.OUTCOMES)) {
            record.warn(
                    "NO_CALIBRATION",
                    NationalField.SFTG,
                    record.map().id()
                            + " only guesses that this code means passed, and no guess vouches for a measurement");
            return null;
        }
        if (gas.isEmpty() && opacity.isEmpty()) {
            record.warn(
                    "NO_CALIBRATION",
                    NationalField.SFTG,
                    "without a standard and a measured value of some component a check is no calibration");
            return null;
        }
        return new RsCalibration(
                id, at, RsCalibration.Kind.DAILY, RsCalibration.Result.valueOf(outcome), gas, opacity, null, null);
    }

    private List<RsCalibration.Gas> gas() {
        var gas = new ArrayList<RsCalibration.Gas>();
        percent(gas, "CO2", NationalField.CO2BZZ, NationalField.CO2CLZ);
        percent(gas, "CO", NationalField.COBZZ, NationalField.COCLZ);
        ppm(gas, "HC", NationalField.DEXBZZ, NationalField.DEXCLZ);
        ppm(gas, "HC", NationalField.BWBZZ, NationalField.BWCLZ);
        ppm(gas, "NO", NationalField.NOBZZ, NationalField.NOCLZ);
        return gas;
    }

    private void percent(
            List<RsCalibration.Gas> gas, String component, NationalField standard, NationalField measured) {
        BigDecimal reference = record.decimal(standard, REFERENCE_PERCENT);
        BigDecimal found = record.decimal(measured, MEASURED_PERCENT);
        if (reference != null && found != null) {
            gas.add(new RsCalibration.Gas(component, ppm(reference), ppm(found)));
        }
    }

    private static double ppm(BigDecimal percent) {
        return percent.movePointRight(PPM_PER_PERCENT_DIGITS).doubleValue();
    }

    private void ppm(List<RsCalibration.Gas> gas, String component, NationalField standard, NationalField measured) {
        Double reference = record.number(standard, Quantity.REFERENCE_GAS.range());
        Double found = record.number(measured, Quantity.MEASURED_GAS.range());
        if (reference != null && found != null) {
            gas.add(new RsCalibration.Gas(component, reference, found));
        }
    }

    private List<RsCalibration.Opacity> opacity() {
        var opacity = new ArrayList<RsCalibration.Opacity>();
        for (int n = 1; n <= 5; n++) {
            Double reference =
                    record.number(NationalField.valueOf("YDP" + n + "BZZ"), Quantity.REFERENCE_OPACITY.range());
            Double found = record.number(NationalField.valueOf("YDP" + n + "CLZ"), Quantity.OPACITY.range());
            if (reference != null && found != null) {
                opacity.add(new RsCalibration.Opacity(reference, found));
            }
        }
        return opacity;
    }
}
