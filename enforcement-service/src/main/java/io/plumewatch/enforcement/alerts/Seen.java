package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.facts.Sighted;
import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.FieldEquipment;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A plate at a place and time, whoever saw it.
 *
 * @param key key of the pass or sighting
 * @param number normalised plate number
 * @param confidence of the plate, 0..1
 * @param passKey the pass; null for gates and cameras
 * @param vehicleId the vehicle that a pass resolved to; null = not resolved
 * @param areaCode area of the site, or of the device
 * @param exhaust what a pass measured
 * @param photoSha256 the picture to show
 */
record Seen(
        String key,
        String number,
        @Nullable String type,
        @Nullable PlateColor color,
        double confidence,
        @Nullable String passKey,
        @Nullable Long vehicleId,
        Instant at,
        String deviceNo,
        @Nullable Site site,
        String areaCode,
        RsPass.@Nullable Position position,
        RsPass.@Nullable Exhaust exhaust,
        @Nullable Integer lane,
        @Nullable Double speedKmh,
        @Nullable String photoSha256) {

    static Seen of(PassFact fact) {
        RsPass pass = fact.pass();
        return new Seen(
                fact.passKey(),
                LicensePlate.normalise(pass.plate().number()),
                pass.plate().type(),
                pass.plate().color(),
                pass.plate().confidenceOrZero(),
                fact.passKey(),
                fact.vehicleId(),
                fact.measuredAt(),
                fact.deviceNo(),
                fact.site(),
                fact.areaCode(),
                pass.position(),
                pass.exhaust(),
                pass.lane(),
                pass.vehicle() == null ? null : pass.vehicle().speedKmh(),
                picture(fact));
    }

    static Seen of(Sighted sighted, FieldEquipment equipment) {
        RsPass.Plate plate = sighted.sighting().plate();
        Site site = equipment
                .device(sighted.deviceNo())
                .map(Device::siteId)
                .flatMap(equipment::site)
                .orElse(null);
        return new Seen(
                sighted.sightingKey(),
                LicensePlate.normalise(plate.number()),
                plate.type(),
                plate.color(),
                plate.confidenceOrZero(),
                null,
                null,
                sighted.sighting().seenAt().toInstant(),
                sighted.deviceNo(),
                site,
                site == null ? sighted.areaCode() : site.areaCode(),
                sighted.sighting().position(),
                null,
                null,
                null,
                sighted.sighting().photoSha256());
    }

    /** The front picture first: it shows the plate and the cab. */
    private static @Nullable String picture(PassFact fact) {
        return fact.photos().stream()
                .min(Comparator.comparing(photo -> !photo.role().equals("FRONT")))
                .map(PassFact.StoredPhoto::sha256)
                .orElse(null);
    }
}
