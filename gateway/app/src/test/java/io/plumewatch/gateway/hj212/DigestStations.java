package io.plumewatch.gateway.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes frames of stations from the tables of the standard alone, without our encoder, and says what they say. */
final class DigestStations {

    private static final List<String> CODES = List.of("a34004", "a34002", "a21004", "a21005", "a01001", "a05024");
    private static final Map<String, List<String>> PARTS = Map.of(
            "2011", List.of("Rtd"),
            "2051", List.of("Min", "Avg", "Max"),
            "2061", List.of("Avg"),
            "2031", List.of("Avg", "Cou"));

    private DigestStations() {}

    /** How a frame is closed. */
    enum Check {
        RIGHT,
        LOWER_CASE,
        MODBUS,
        PLUS6,
        UNPADDED
    }

    /**
     * A frame.
     *
     * @param cp the data area, name → value
     */
    record Frame(byte[] bytes, String year, String cn, Check check, Map<String, String> cp) {}

    static Frame frame(SplittableRandom random) {
        int edition = random.nextInt(3);
        String cn = List.of("2011", "2051", "2061", "2031").get(random.nextInt(4));
        var cp = new LinkedHashMap<String, String>();
        cp.put("DataTime", "202605060708" + "00");
        int factors = 1 + random.nextInt(CODES.size());
        for (String code : CODES.subList(0, factors)) {
            for (String part : PARTS.getOrDefault(cn, List.of())) {
                cp.put(code + "-" + part, number(random));
            }
            cp.put(code + "-Flag", "N");
        }
        Check check = Check.values()[random.nextInt(Check.values().length)];
        String segment = segment(edition, cn, random.nextBoolean(), cp);
        return new Frame(around(segment, check), List.of("2005", "2017", "2025").get(edition), cn, check, cp);
    }

    private static String number(SplittableRandom random) {
        return String.format(Locale.ROOT, "%d.%d", random.nextInt(200), random.nextInt(1_000));
    }

    private static String segment(int edition, String cn, boolean answer, Map<String, String> cp) {
        var area = new StringBuilder();
        cp.forEach((name, value) -> {
            // What is said of one factor stands together, behind commas; a new one begins behind a semicolon.
            String code = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
            boolean same = area.indexOf(code + "-") >= 0;
            area.append(area.isEmpty() ? "" : same ? "," : ";")
                    .append(name)
                    .append('=')
                    .append(value);
        });
        int flag = edition * 4 + (answer ? 1 : 0);
        return "QN=20260506070801123;ST=22;CN=" + cn + ";PW=123456;MN=410500A8900016F000169DC1;Flag=" + flag + ";CP=&&"
                + area + "&&";
    }

    static byte[] around(String segment, Check check) {
        int length = segment.length() + (check == Check.PLUS6 ? 6 : 0);
        boolean short3 = check == Check.UNPADDED && length < 1_000;
        String crc = check == Check.MODBUS ? modbus(segment) : crc(segment);
        return ("##" + String.format(Locale.ROOT, short3 ? "%d" : "%04d", length) + segment
                        + (check == Check.LOWER_CASE ? crc.toLowerCase(Locale.ROOT) : crc) + "\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Appendix A: the high byte of the register takes each byte, then eight shifts with 0xA001. */
    private static String crc(String segment) {
        int register = 0xFFFF;
        for (byte octet : segment.getBytes(ISO_8859_1)) {
            register = shift(register >> 8 ^ octet & 0xFF);
        }
        return String.format(Locale.ROOT, "%04X", register);
    }

    private static String modbus(String segment) {
        int register = 0xFFFF;
        for (byte octet : segment.getBytes(ISO_8859_1)) {
            register = shift(register ^ octet & 0xFF);
        }
        return String.format(Locale.ROOT, "%02X%02X", register & 0xFF, register >> 8);
    }

    private static int shift(int from) {
        int register = from;
        for (int bit = 0; bit < 8; bit++) {
            register = (register & 1) == 1 ? register >> 1 ^ 0xA001 : register >> 1;
        }
        return register;
    }
}
