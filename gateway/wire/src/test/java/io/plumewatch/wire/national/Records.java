package io.plumewatch.wire.national;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.json.Decoded;

/** Records of the national table set. The measured values of the pass are those of a real failing record. */
final class Records {

    static final CodeMap MAP = CodeMaps.shipped().find("national@1").orElseThrow();

    static final String PASS = """
            {"JLBH":"C4109220020120261122081502","DWBH":"C410922002","YCXBH":"01","CDXH":2,
             "JCSJ":"2026-11-22 08:15:02","DDJD":"113.2418","DDWD":35.2159,"CDPD":"0.2","PDJG":"0","WXYY":"-1",
             "HPHM":"豫H12345","CPYS":"1","HPZL":"01","CSYS":"A","SBZXD":"97.5","RLZL":"B","CLFX":"1",
             "CO2JG":"14.46","COJG":"0.82","HCJG":"628.93","NOJG":"1524.37",
             "COCO2":"0.05","HCCO2":"43.48","NOCO2":"105.39","CO2SCZ":"1.35","COSCZ":"0.07","HCSCZ":"59","NOSCZ":"143",
             "BTGDJG":34.1,"LGMHD":"1","CLSD":"46.81","CLJSD":"0.21","VSP":"6.89",
             "FS":"1.2","FX":"东北风","HJWD":"8.1","SD":"41","DQY":"101.2",
             "TP1":"%s","TP2":"sha256:%s","SP1":"/video/1.mp4"}
            """.formatted("11".repeat(32), "ab".repeat(32));

    static final String SMOKE = """
            {"JLBH":"D4109220020120261122081502","JCSJ":"2026-11-22 08:15:02","PDJG":"0","HPHM":"豫H12345","CPYS":"1",
             "HPZL":"01","SBZXD":"97","RLZL":"B","LGMHD":"3","TP1":"%s","TP2":"%s","SP1":"rtsp://camera/1"}
            """.formatted("22".repeat(32), "cd".repeat(32));

    static final String CHECK = """
            {"JLBH":"C4109220020120261122060000","DWBH":"C410922002","YCXBH":"01","JCKSSJ":"2026-11-22 06:00:00",
             "BQLB":"1","SFTG":"Y","CO2BZZ":"14.2","CO2CLZ":"14.1","COBZZ":"0.5","COCLZ":"0.51","NOBZZ":"1500",
             "NOCLZ":"1488","BWBZZ":"200","BWCLZ":"205","YDP1BZZ":"20","YDP1CLZ":"20.4","YDP2BZZ":"50","YDP2CLZ":"49.7"}
            """;

    private Records() {}

    static byte[] with(String record, String piece, String replacement) {
        if (!record.contains(piece)) {
            throw new IllegalArgumentException("the record has no " + piece);
        }
        return record.replace(piece, replacement).getBytes(UTF_8);
    }

    static <T> T ok(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Ok<T> ok) {
            return ok.value();
        }
        throw new AssertionError("refused: " + decoded);
    }

    static <T> Decoded.Bad<T> bad(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Bad<T> bad) {
            return bad;
        }
        throw new AssertionError("accepted: " + decoded);
    }
}
