package io.plumewatch.wire.national;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.Range;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.Quantity;
import io.plumewatch.wire.rs.RsParts;
import io.plumewatch.wire.rs.RsPass;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a pass or black-smoke capture of the national record into our own terms. */
final class PassTranslation {

    private static final int MAX_NOTE = 200;
    private static final Range PERCENT = new Range(0, 100, "%");

    /** The ratios of {@link Quantity#RATIO} in parts per million for each per cent. */
    private static final Range PPM_PER_PERCENT = new Range(-100_000, 1_000_000, "ppm per %");

    private static final int PPM_PER_PERCENT_DIGITS = 4;

    private final RecordReader record;

    private PassTranslation(RecordReader record) {
        this.record = record;
    }

    static NationalPass pass(RecordReader record) {
        var translation = new PassTranslation(record);
        return translation.whole(translation.exhaust(), translation.plume());
    }

    /** A capture measures blackness, and nothing else whatever else it may carry. */
    static NationalPass smoke(RecordReader record) {
        if (record.whole(NationalField.LGMHD, Quantity.RINGELMANN.range()) == null) {
            throw record.wrong(Decoded.Reason.MISSING_FIELD, NationalField.LGMHD, "a Ringelmann level, 0..5");
        }
        var translation = new PassTranslation(record);
        return translation.whole(translation.blackness(), null);
    }

    private NationalPass whole(RsPass.@Nullable Exhaust exhaust, RsPass.@Nullable Plume plume) {
        OffsetDateTime measuredAt = record.time(NationalField.JCSJ);
        var pass = new RsPass(
                record.required(NationalField.JLBH, RsParts.MAX_ID, "the record's number"),
                measuredAt,
                record.fields().optionalTime("sentAt"),
                record.fields().optionalWhole("sequence", Quantity.SEQUENCE.range()),
                record.fields().flag("replayed"),
                record.whole(NationalField.CDXH, Quantity.LANE.range()),
                plate(),
                vehicle(),
                exhaust,
                plume,
                weather(),
                road(),
                position(),
                photos());
        record.code(NationalField.RLZL, CodeMap.Codes.FUELS);
        record.code(NationalField.CLFX, CodeMap.Codes.DIRECTIONS);
        String verdict = record.code(NationalField.PDJG, CodeMap.Codes.VERDICTS);
        return new NationalPass(
                pass,
                verdict == null ? null : DeviceVerdict.valueOf(verdict),
                record.text(NationalField.WXYY, MAX_NOTE),
                record.text(NationalField.SP1, MAX_NOTE),
                record.map().id(),
                record.values(),
                record.warnings());
    }

    private RsPass.Plate plate() {
        String number = record.required(NationalField.HPHM, 2 * LicensePlate.MAX_LENGTH, LicensePlate.EXPECTED);
        if (LicensePlate.tryParse(number).isEmpty()) {
            throw record.wrong(Decoded.Reason.OUT_OF_RANGE, NationalField.HPHM, LicensePlate.EXPECTED);
        }
        String color = record.knownCode(NationalField.CPYS, CodeMap.Codes.PLATE_COLORS);
        return new RsPass.Plate(
                number,
                color == null ? null : PlateColor.valueOf(color),
                record.knownCode(NationalField.HPZL, CodeMap.Codes.PLATE_TYPES),
                confidence());
    }

    private @Nullable Double confidence() {
        BigDecimal confidence = record.decimal(NationalField.SBZXD, PERCENT);
        return confidence == null
                ? null
                : Math.min(
                        1,
                        confidence
                                .multiply(BigDecimal.valueOf(record.map().confidencePart()))
                                .doubleValue());
    }

    private RsPass.@Nullable Vehicle vehicle() {
        var vehicle = new RsPass.Vehicle(
                record.number(NationalField.CLSD, Quantity.SPEED.range()),
                record.number(NationalField.CLJSD, Quantity.ACCELERATION.range()),
                record.number(NationalField.VSP, Quantity.VSP.range()),
                record.code(NationalField.CSYS, CodeMap.Codes.BODY_COLORS));
        return vehicle.equals(new RsPass.Vehicle(null, null, null, null)) ? null : vehicle;
    }

    private RsPass.@Nullable Exhaust exhaust() {
        var exhaust = new RsPass.Exhaust(
                record.number(NationalField.BTGDJG, Quantity.OPACITY.range()),
                record.whole(NationalField.LGMHD, Quantity.RINGELMANN.range()),
                record.number(NationalField.COJG, Quantity.CO.range()),
                record.number(NationalField.CO2JG, Quantity.CO2.range()),
                record.number(NationalField.HCJG, Quantity.HC.range()),
                record.number(NationalField.NOJG, Quantity.NO.range()));
        return exhaust.equals(new RsPass.Exhaust(null, null, null, null, null, null)) ? null : exhaust;
    }

    private RsPass.Exhaust blackness() {
        Integer level = record.whole(NationalField.LGMHD, Quantity.RINGELMANN.range());
        return new RsPass.Exhaust(null, level, null, null, null, null);
    }

    /** The raw plume values of the record are no column: nothing says how long the way of the beam was. */
    private RsPass.@Nullable Plume plume() {
        var plume = new RsPass.Plume(
                null,
                record.number(NationalField.COCO2, Quantity.RATIO.range()),
                ratio(NationalField.HCCO2),
                ratio(NationalField.NOCO2));
        return plume.equals(new RsPass.Plume(null, null, null, null)) ? null : plume;
    }

    private @Nullable Double ratio(NationalField field) {
        BigDecimal ratio = record.decimal(field, PPM_PER_PERCENT);
        return ratio == null
                ? null
                : ratio.movePointLeft(PPM_PER_PERCENT_DIGITS).doubleValue();
    }

    private RsPass.@Nullable Weather weather() {
        var weather = new RsPass.Weather(
                record.number(NationalField.HJWD, Quantity.TEMPERATURE.range()),
                record.number(NationalField.SD, Quantity.HUMIDITY.range()),
                record.number(NationalField.DQY, Quantity.PRESSURE.range()),
                record.number(NationalField.FS, Quantity.WIND_SPEED.range()),
                windDirection(),
                null);
        return weather.equals(new RsPass.Weather(null, null, null, null, null, null)) ? null : weather;
    }

    /** Degrees, or the words of the map. */
    private @Nullable Double windDirection() {
        String text = record.text(NationalField.FX, MAX_NOTE);
        if (text == null || text.matches("[-+]?[0-9.]+")) {
            return record.number(NationalField.FX, Quantity.WIND_DIRECTION.range());
        }
        String degrees = record.code(NationalField.FX, CodeMap.Codes.WIND_DIRECTIONS);
        return degrees == null ? null : Double.valueOf(degrees);
    }

    private RsPass.@Nullable Road road() {
        Double slope = record.number(NationalField.CDPD, Quantity.SLOPE.range());
        return slope == null ? null : new RsPass.Road(slope);
    }

    private RsPass.@Nullable Position position() {
        Double longitude = record.number(NationalField.DDJD, Quantity.LONGITUDE.range());
        Double latitude = record.number(NationalField.DDWD, Quantity.LATITUDE.range());
        return longitude == null || latitude == null ? null : new RsPass.Position(longitude, latitude);
    }

    private List<RsPass.Photo> photos() {
        var photos = new ArrayList<RsPass.Photo>();
        for (Map.Entry<String, String> picture : new TreeMap<>(record.map().pictureRoles()).entrySet()) {
            NationalField field = NationalField.of(picture.getKey()).orElse(null);
            String text = field == null ? null : record.text(field, MAX_NOTE);
            if (field != null && text != null) {
                String digest = NationalPictures.digest(text);
                if (digest == null) {
                    record.warn("PICTURE_NOT_HERE", field, "a path or address; the picture itself was not sent");
                } else {
                    photos.add(new RsPass.Photo(picture.getValue(), digest, null));
                }
            }
        }
        return photos;
    }
}
