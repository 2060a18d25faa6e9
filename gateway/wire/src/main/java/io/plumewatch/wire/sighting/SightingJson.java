package io.plumewatch.wire.sighting;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.json.JsonText;
import io.plumewatch.wire.json.StrictJson;
import io.plumewatch.wire.rs.RsParts;

/** The JSON of one sighting, read strictly and written. Reading never throws. */
public final class SightingJson {

    private static final int MAX_WORD = 32;
    private static final int MAX_GOODS = 128;

    private SightingJson() {}

    /** Reads one item of {@code POST /api/v1/sightings}. */
    public static Decoded<Sighting> one(byte[] json) {
        return StrictJson.read(json, SightingJson::sighting);
    }

    public static byte[] write(Sighting sighting) {
        return JsonText.write(sighting);
    }

    private static Sighting sighting(JsonFields fields) {
        return new Sighting(
                fields.printable("sightingId", RsParts.MAX_ID),
                fields.time("seenAt"),
                fields.object("plate", RsParts::plate),
                fields.optionalObject("position", RsParts::position),
                fields.optionalPrintable("direction", MAX_WORD),
                fields.optionalObject("gate", SightingJson::gate),
                fields.optionalText("photoSha256", RsParts::isSha256, RsParts.SHA256_EXPECTED));
    }

    private static Sighting.Gate gate(JsonFields fields) {
        return new Sighting.Gate(
                fields.printable("companyId", RsParts.MAX_ID),
                fields.constant("movement", Sighting.Movement.class),
                fields.optionalPrintable("goods", MAX_GOODS));
    }
}
