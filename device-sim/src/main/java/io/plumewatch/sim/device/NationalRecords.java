package io.plumewatch.sim.device;

import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsPass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the national record as units do: every value a text, numbers cut off after two decimals, local time without
 * offset.
 *
 * @param siteNo number of the site in the record, for example {@code C410800001}
 * @param inlinePictures whether pictures go along as base64; else their digests do
 */
public record NationalRecords(String siteNo, boolean inlinePictures) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Map<PlateColor, String> COLORS = Map.of(
            PlateColor.BLUE,
            "0",
            PlateColor.YELLOW,
            "1",
            PlateColor.WHITE,
            "2",
            PlateColor.BLACK,
            "3",
            PlateColor.GREEN,
            "4",
            PlateColor.YELLOW_GREEN,
            "5",
            PlateColor.OTHER,
            "5");
    private static final int DECIMALS = 2;
    private static final double OPACITY_LIMIT = 30;
    private static final int RINGELMANN_LIMIT = 1;
    private static final double PPM_PER_PERCENT = 10_000;

    /** Returns a vehicle pass; its number is the pass id. */
    public byte[] pass(RsPass pass, List<byte[]> photos, @Nullable OffsetDateTime sentAt) {
        Map<String, Object> record = common(pass, photos, sentAt);
        record.put("PDJG", over(pass.exhaust()) ? "0" : "1");
        record.put("WXYY", "-1");
        vehicle(record, pass.vehicle());
        exhaust(record, pass.exhaust());
        plume(record, pass.plume());
        weather(record, pass.weather());
        return MAPPER.writeValueAsBytes(record);
    }

    /** Returns a black-smoke capture: its Ringelmann level, two pictures and where the video lies. */
    public byte[] smoke(RsPass pass, List<byte[]> photos, @Nullable OffsetDateTime sentAt) {
        Map<String, Object> record = common(pass, photos, sentAt);
        Integer level = pass.exhaust() == null ? null : pass.exhaust().ringelmann();
        record.put("LGMHD", level == null ? "0" : level.toString());
        record.put("PDJG", level != null && level > RINGELMANN_LIMIT ? "0" : "1");
        record.put("SP1", "/video/" + pass.passId() + ".mp4");
        return MAPPER.writeValueAsBytes(record);
    }

    /** Returns a static check with reference gas and filters. */
    public byte[] check(String recordNo, RsCalibration calibration) {
        var record = new LinkedHashMap<String, Object>();
        record.put("JLBH", recordNo);
        record.put("DWBH", siteNo);
        record.put("JCKSSJ", time(calibration.performedAt()));
        record.put("BQLB", "1");
        record.put("SFTG", calibration.result() == RsCalibration.Result.PASS ? "Y" : "N");
        for (RsCalibration.Gas gas : calibration.gas()) {
            boolean percent = gas.component().startsWith("CO");
            String name = gas.component().equals("HC") ? "BW" : gas.component();
            put(record, name + "BZZ", scaled(gas.referencePpm(), percent));
            put(record, name + "CLZ", scaled(gas.measuredPpm(), percent));
        }
        int n = 1;
        for (RsCalibration.Opacity filter : calibration.opacity()) {
            put(record, "YDP" + n + "BZZ", filter.referencePercent());
            put(record, "YDP" + n + "CLZ", filter.measuredPercent());
            n++;
        }
        return MAPPER.writeValueAsBytes(record);
    }

    /** Returns a self-check that only says that it went well: no calibration of anything. */
    public byte[] selfCheck(OffsetDateTime at) {
        var record = new LinkedHashMap<String, Object>();
        record.put("DWBH", siteNo);
        record.put("YCXBH", "01");
        record.put("ZJKSRQ", time(at));
        record.put("SFTG", "Y");
        return MAPPER.writeValueAsBytes(record);
    }

    private Map<String, Object> common(RsPass pass, List<byte[]> photos, @Nullable OffsetDateTime sentAt) {
        var record = new LinkedHashMap<String, Object>();
        record.put("JLBH", pass.passId());
        record.put("DWBH", siteNo);
        record.put("YCXBH", "01");
        put(record, "CDXH", pass.lane());
        record.put("JCSJ", time(pass.measuredAt()));
        if (pass.position() != null) {
            record.put("DDJD", decimal(pass.position().longitude(), 5));
            record.put("DDWD", decimal(pass.position().latitude(), 5));
        }
        put(record, "CDPD", pass.road() == null ? null : pass.road().slopeDeg());
        record.put("HPHM", pass.plate().number());
        put(
                record,
                "CPYS",
                pass.plate().color() == null ? null : COLORS.get(pass.plate().color()));
        put(record, "HPZL", pass.plate().type());
        record.put("SBZXD", decimal(pass.plate().confidenceOrZero() * 100, DECIMALS));
        for (int i = 0; i < pass.photos().size(); i++) {
            String picture = inlinePictures
                    ? Base64.getEncoder().encodeToString(photos.get(i))
                    : pass.photos().get(i).sha256();
            record.put("TP" + (i + 1), picture);
        }
        if (sentAt != null) {
            record.put("sentAt", sentAt.toString());
        }
        put(record, "sequence", pass.sequence());
        if (pass.replayed()) {
            record.put("replayed", true);
        }
        return record;
    }

    private static boolean over(RsPass.@Nullable Exhaust exhaust) {
        return exhaust != null
                && ((exhaust.opacityPercent() != null && exhaust.opacityPercent() > OPACITY_LIMIT)
                        || (exhaust.ringelmann() != null && exhaust.ringelmann() > RINGELMANN_LIMIT));
    }

    private static void vehicle(Map<String, Object> record, RsPass.@Nullable Vehicle vehicle) {
        if (vehicle != null) {
            put(record, "CLSD", vehicle.speedKmh());
            put(record, "CLJSD", vehicle.accelerationMps2());
            put(record, "VSP", vehicle.vspKwPerTonne());
        }
    }

    private static void exhaust(Map<String, Object> record, RsPass.@Nullable Exhaust exhaust) {
        if (exhaust != null) {
            put(record, "BTGDJG", exhaust.opacityPercent());
            put(record, "LGMHD", exhaust.ringelmann());
            put(record, "COJG", exhaust.coPercent());
            put(record, "CO2JG", exhaust.co2Percent());
            put(record, "HCJG", exhaust.hcPpm());
            put(record, "NOJG", exhaust.noPpm());
        }
    }

    private static void plume(Map<String, Object> record, RsPass.@Nullable Plume plume) {
        if (plume != null) {
            put(record, "COCO2", plume.coToCo2());
            put(record, "HCCO2", plume.hcToCo2() == null ? null : (Double) (plume.hcToCo2() * PPM_PER_PERCENT));
            put(record, "NOCO2", plume.noToCo2() == null ? null : (Double) (plume.noToCo2() * PPM_PER_PERCENT));
        }
    }

    private static void weather(Map<String, Object> record, RsPass.@Nullable Weather weather) {
        if (weather != null) {
            put(record, "HJWD", weather.temperatureC());
            put(record, "SD", weather.humidityPercent());
            put(record, "DQY", weather.pressureKpa());
            put(record, "FS", weather.windSpeedMps());
            put(record, "FX", weather.windDirectionDeg());
        }
    }

    private static @Nullable Double scaled(@Nullable Double ppm, boolean percent) {
        return ppm == null || !percent ? ppm : (Double) (ppm / PPM_PER_PERCENT);
    }

    private static void put(Map<String, Object> record, String name, @Nullable Object value) {
        if (value instanceof Double number) {
            record.put(name, decimal(number, DECIMALS));
        } else if (value instanceof Long) {
            record.put(name, value);
        } else if (value != null) {
            record.put(name, value.toString());
        }
    }

    private static String decimal(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.DOWN).toPlainString();
    }

    private static String time(OffsetDateTime at) {
        return TIME.format(at.withOffsetSameInstant(CHINA));
    }
}
