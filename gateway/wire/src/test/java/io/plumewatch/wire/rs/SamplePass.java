package io.plumewatch.wire.rs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.json.Decoded;

/** One whole pass as a unit publishes it, and how tests change it. */
final class SamplePass {

    static final String FRONT = "11".repeat(32);
    static final String REAR = "ab".repeat(32);

    static final String JSON = """
            {"passId":"9f1c2e-0001","measuredAt":"2026-11-22T08:15:02.120+08:00",
             "sentAt":"2026-11-22T08:15:02.900+08:00","sequence":1812,"replayed":false,"lane":2,
             "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},
             "vehicle":{"speedKmh":43.2,"accelerationMps2":0.31,"vspKwPerTonne":9.8,"bodyColor":"WHITE"},
             "exhaust":{"opacityPercent":34.1,"ringelmann":1,"coPercent":0.03,"co2Percent":14.2,"hcPpm":12,"noPpm":612},
             "plume":{"co2PercentCm":8.4,"coToCo2":0.0021,"hcToCo2":0.00009,"noToCo2":0.0043},
             "weather":{"temperatureC":8.1,"humidityPercent":41,"pressureKpa":101.2,"windSpeedMps":1.2,
                        "windDirectionDeg":180,"precipitation":"NONE"},
             "road":{"slopeDeg":1.1},"position":{"longitude":113.2418,"latitude":35.2159},
             "photos":[{"role":"FRONT","sha256":"%s","takenAt":"2026-11-22T08:15:02.100+08:00"},
                       {"role":"REAR","sha256":"%s","takenAt":"2026-11-22T08:15:02.400+08:00"}]}
            """.formatted(FRONT, REAR);

    private SamplePass() {}

    static byte[] bytes() {
        return JSON.getBytes(UTF_8);
    }

    /** Returns the sample with one piece of its text replaced; the piece must be there. */
    static byte[] with(String piece, String replacement) {
        if (!JSON.contains(piece)) {
            throw new IllegalArgumentException("the sample has no " + piece);
        }
        return JSON.replace(piece, replacement).getBytes(UTF_8);
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
