package io.plumewatch.wire.sighting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.Decoded.Reason;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingJsonTests {

    private static final String JSON = """
            {"sightingId":"s-1","seenAt":"2026-11-22T08:15:02+08:00",\
            "plate":{"number":"豫H12345","color":"YELLOW","type":"01","confidence":0.97},\
            "position":{"longitude":113.2418,"latitude":35.2159},"direction":"N",\
            "gate":{"companyId":"C-7","movement":"OUT","goods":"steel"},"photoSha256":"%s"}""".formatted("ab".repeat(32));

    private static final Sighting SIGHTING = new Sighting(
            "s-1",
            OffsetDateTime.parse("2026-11-22T08:15:02+08:00"),
            new RsPass.Plate("豫H12345", PlateColor.YELLOW, "01", 0.97),
            new RsPass.Position(113.2418, 35.2159),
            "N",
            new Sighting.Gate("C-7", Sighting.Movement.OUT, "steel"),
            "ab".repeat(32));

    @Test
    void readsEveryField() {
        assertThat(SightingJson.one(JSON.getBytes(UTF_8))).isEqualTo(new Decoded.Ok<>(SIGHTING));
    }

    @Test
    void writesTheSameText() {
        assertThat(new String(SightingJson.write(SIGHTING), UTF_8)).isEqualTo(JSON);
    }

    @Test
    void needsNoMoreThanIdTimeAndPlate() {
        String json = "{\"sightingId\":\"s\",\"seenAt\":\"2026-11-22T00:15:02Z\",\"plate\":{\"number\":\"豫H12345\"}}";

        assertThat(SightingJson.one(json.getBytes(UTF_8)))
                .isEqualTo(new Decoded.Ok<>(new Sighting(
                        "s",
                        OffsetDateTime.parse("2026-11-22T00:15:02Z"),
                        new RsPass.Plate("豫H12345", null, null, null),
                        null,
                        null,
                        null,
                        null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sightingId\":\"s-1\",|''|MISSING_FIELD|sightingId",
                "\"seenAt\":\"2026-11-22T08:15:02+08:00\",|''|MISSING_FIELD|seenAt",
                "\"number\":\"豫H12345\",|''|MISSING_FIELD|plate.number",
                "豫H12345|???|OUT_OF_RANGE|plate.number",
                "\"OUT\"|\"UP\"|OUT_OF_RANGE|gate.movement",
                "\"companyId\":\"C-7\",|''|MISSING_FIELD|gate.companyId",
                "35.2159|135|OUT_OF_RANGE|position.latitude",
                "\"latitude\":35.2159|\"x\":1|MISSING_FIELD|position.latitude",
                "abab|ABAB|OUT_OF_RANGE|photoSha256",
                "2026-11-22T08:15:02+08:00|2026-11-22 08:15:02|OUT_OF_RANGE|seenAt"
            })
    void namesTheFieldThatIsWrong(String piece, String replacement, Reason reason, String field) {
        assertThat(JSON).contains(piece);
        var bad = (Decoded.Bad<Sighting>)
                SightingJson.one(JSON.replace(piece, replacement).getBytes(UTF_8));

        assertThat(bad.reason()).isEqualTo(reason);
        assertThat(bad.field()).isEqualTo(field);
    }
}
