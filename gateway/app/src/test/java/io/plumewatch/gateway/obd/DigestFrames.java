package io.plumewatch.gateway.obd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes packets of terminals from the tables of the standards alone, without our encoder, and says what they say. */
final class DigestFrames {

    static final String VIN = "LGDCHA1G8MA127733";
    static final LocalDateTime TIME = LocalDateTime.of(2026, 5, 6, 7, 8, 9);

    /** Table of the data stream 0x02 up to the position: name, bytes, resolution, offset value. */
    private static final Object[][] STREAM = {
        {"speedKmh", 2, "0.00390625", 0},
        {"barometricPressureKpa", 1, "0.5", 0},
        {"netTorquePercent", 1, "1", -125},
        {"frictionTorquePercent", 1, "1", -125},
        {"engineSpeedRpm", 2, "0.125", 0},
        {"fuelFlowLitrePerHour", 2, "0.05", 0},
        {"noxUpstreamPpm", 2, "0.05", -200},
        {"noxDownstreamPpm", 2, "0.05", -200},
        {"reagentPercent", 1, "0.4", 0},
        {"intakeAirKgPerHour", 2, "0.05", 0},
        {"scrInletC", 2, "0.03125", -273},
        {"scrOutletC", 2, "0.03125", -273},
        {"dpfPressureKpa", 2, "0.1", 0},
        {"coolantC", 1, "1", -40},
        {"fuelTankPercent", 1, "0.4", 0},
    };

    private DigestFrames() {}

    /** How the parts of a packet follow each other. */
    enum Form {
        A,
        A1,
        B,
        C
    }

    /**
     * A packet.
     *
     * @param blocks for each block, field → number, or the name of a marker's state
     */
    record Packet(Form form, byte[] bytes, int serial, List<Map<String, Object>> blocks) {}

    static Packet packet(SplittableRandom random) {
        Form form = Form.values()[random.nextInt(Form.values().length)];
        int serial = random.nextInt(0x10000);
        var data = new ByteArrayOutputStream();
        time(data, TIME);
        if (form == Form.B || form == Form.C) {
            number(data, serial, 2);
        }
        var blocks = new ArrayList<Map<String, Object>>();
        int count = 2 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            data.write(0x02);
            if (form == Form.A || form == Form.A1 && i == 0) {
                number(data, serial, 2);
            }
            if (form == Form.C) {
                time(data, TIME.plusSeconds(i));
            }
            blocks.add(stream(random, data));
        }
        int command = random.nextBoolean() ? 0x02 : 0x03;
        return new Packet(form, frame(command, data.toByteArray()), serial, blocks);
    }

    private static Map<String, Object> stream(SplittableRandom random, ByteArrayOutputStream data) {
        var fields = new LinkedHashMap<String, Object>();
        for (Object[] row : STREAM) {
            int length = (int) row[1];
            long raw = raw(random, length);
            number(data, raw, length);
            fields.put((String) row[0], meaning(raw, length, (String) row[2], (int) row[3]));
        }
        data.write(0);
        long longitude = random.nextLong(0, 180_000_001);
        long latitude = random.nextLong(0, 90_000_001);
        long mileage = random.nextLong(0, 9_999_999);
        number(data, longitude, 4);
        number(data, latitude, 4);
        number(data, mileage, 4);
        fields.put("longitude", BigDecimal.valueOf(longitude, 6));
        fields.put("latitude", BigDecimal.valueOf(latitude, 6));
        fields.put("mileageKm", BigDecimal.valueOf(mileage, 1));
        return fields;
    }

    /** Often a number, sometimes from the reserved range, an error or "not available". */
    private static long raw(SplittableRandom random, int length) {
        int high = random.nextInt(4) == 0 ? 0xF9 + random.nextInt(7) : random.nextInt(0xFB);
        return length == 1 ? high : (long) high << 8 | random.nextInt(256);
    }

    private static Object meaning(long raw, int length, String resolution, int offset) {
        long high = length == 1 ? raw : raw >> 8;
        if (high > 0xFA) {
            return high == 0xFF ? "INVALID" : high == 0xFE ? "ERROR" : "OUT_OF_RANGE";
        }
        return new BigDecimal(resolution).multiply(BigDecimal.valueOf(raw)).add(BigDecimal.valueOf(offset));
    }

    static byte[] frame(int command, byte[] data) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("##".getBytes(US_ASCII));
        out.write(command);
        out.writeBytes(VIN.getBytes(US_ASCII));
        out.write(1);
        out.write(1);
        number(out, data.length, 2);
        out.writeBytes(data);
        return checked(out.toByteArray());
    }

    /** Puts the right check byte behind. */
    static byte[] checked(byte[] open) {
        byte[] bytes = java.util.Arrays.copyOf(open, open.length + 1);
        for (int i = 2; i < open.length; i++) {
            bytes[open.length] ^= open[i];
        }
        return bytes;
    }

    private static void time(ByteArrayOutputStream out, LocalDateTime time) {
        out.write(time.getYear() - 2000);
        out.write(time.getMonthValue());
        out.write(time.getDayOfMonth());
        out.write(time.getHour());
        out.write(time.getMinute());
        out.write(time.getSecond());
    }

    private static void number(ByteArrayOutputStream out, long number, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >> shift));
        }
    }
}
