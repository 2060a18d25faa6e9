package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.wire.vin.Vin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads registry objects from JSON, all of a request before the first is stored. */
final class Inputs {

    static final int LONGEST_NAME = 200;

    private static final int MOST = 10_000;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern USCC = Pattern.compile("[0-9A-HJ-NP-RTUW-Y]{18}");

    private Inputs() {}

    /** Reads one object or an array of them; two with the same key are a mistake. */
    static <T> List<T> read(JsonNode body, Function<Fields, T> reader, String keyField, Function<T, Object> key) {
        List<T> objects = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        List<Fields> all = Fields.oneOrMany(body, MOST);
        for (Fields fields : all) {
            T object = reader.apply(fields);
            if (!keys.add(key.apply(object)) && all.size() > 1) {
                fields.wrong(keyField, "stands twice in the request");
            }
            objects.add(object);
        }
        all.get(0).refuseIfWrong();
        return objects;
    }

    static String key(Fields fields, String name) {
        return fields.text(name, KEY, "1..64 letters, digits or . _ : -");
    }

    static @Nullable String optionalKey(Fields fields, String name) {
        return fields.optionalText(name, KEY, "1..64 letters, digits or . _ : -");
    }

    static double longitude(Fields fields) {
        return fields.number("longitude", -180, 180);
    }

    static double latitude(Fields fields) {
        return fields.number("latitude", -90, 90);
    }

    static @Nullable String vin(Fields fields) {
        String text = fields.optionalText("vin", 40);
        if (text == null) {
            return null;
        }
        Optional<Vin> vin = Vin.tryOf(text);
        if (vin.isEmpty()) {
            fields.wrong("vin", "must be " + Vin.EXPECTED);
        }
        return vin.map(Vin::value).orElse(null);
    }

    /** A wrong check digit is common on imports and before 2005, so it is not a mistake by itself. */
    static List<String> vinWarnings(@Nullable String vin) {
        return vin == null || Vin.of(vin).checkDigitHolds()
                ? List.of()
                : List.of("vin: position 9 is not the check digit of the others; compare with the papers");
    }

    static Site site(Fields fields) {
        return new Site(
                key(fields, "siteId"),
                fields.text("name", LONGEST_NAME),
                fields.areaCode("areaCode"),
                longitude(fields),
                latitude(fields),
                fields.flag("published"),
                fields.optionalDate("publishedOn"),
                fields.optionalText("roadName", LONGEST_NAME),
                fields.optionalText("direction", LONGEST_NAME),
                fields.optionalNumber("slopeDeg", -45, 45));
    }

    static Checkpoint checkpoint(Fields fields) {
        return new Checkpoint(
                key(fields, "checkpointId"),
                fields.text("name", LONGEST_NAME),
                fields.areaCode("areaCode"),
                longitude(fields),
                latitude(fields),
                upstreamSites(fields));
    }

    static Company company(Fields fields) {
        return new Company(
                key(fields, "companyId"),
                fields.text("name", LONGEST_NAME),
                fields.areaCode("areaCode"),
                fields.optionalText("uscc", USCC, "a unified social credit code of 18 characters"),
                fields.optionalInteger("fleetSize", 0, 1_000_000));
    }

    private static List<Checkpoint.UpstreamSite> upstreamSites(Fields fields) {
        Set<String> seen = new HashSet<>();
        List<Checkpoint.UpstreamSite> sites = new ArrayList<>();
        for (Fields site : fields.objects("upstreamSites")) {
            String siteId = key(site, "siteId");
            if (!seen.add(siteId)) {
                site.wrong("siteId", "stands twice in upstreamSites");
            }
            sites.add(new Checkpoint.UpstreamSite(siteId, site.optionalNumber("distanceKm", 0, 1000)));
        }
        sites.sort(Comparator.comparing(Checkpoint.UpstreamSite::siteId));
        return sites;
    }
}
