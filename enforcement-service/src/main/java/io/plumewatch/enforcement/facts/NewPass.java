package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.rs.RsPass;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass that is about to be recorded.
 *
 * @param number normalised plate number
 * @param contentHash hash of what the pass says, without how it was sent
 * @param payload what it will be judged by; the entry has the bytes as received
 * @param siteId where the unit stands as it is recorded; null for a mobile one
 * @param vehicleId what it resolves to; null = UNRESOLVED
 */
record NewPass(
        LogEntry entry,
        RsPass pass,
        String number,
        String contentHash,
        PassOrigin origin,
        byte[] payload,
        @Nullable String siteId,
        String areaCode,
        @Nullable Long vehicleId) {

    String key() {
        return entry.key();
    }

    Instant measuredAt() {
        return pass.measuredAt().toInstant();
    }

    @Nullable
    String colorName() {
        return pass.plate().color() == null ? null : pass.plate().color().name();
    }

    NewPass at(@Nullable String site, String area) {
        return new NewPass(entry, pass, number, contentHash, origin, payload, site, area, vehicleId);
    }

    NewPass of(@Nullable Long vehicle) {
        return new NewPass(entry, pass, number, contentHash, origin, payload, siteId, areaCode, vehicle);
    }

    List<Object[]> photoValues() {
        var values = new ArrayList<Object[]>();
        for (RsPass.Photo photo : pass.photos()) {
            var takenAt = photo.takenAt() == null ? null : photo.takenAt().withOffsetSameInstant(ZoneOffset.UTC);
            values.add(new Object[] {key(), values.size(), photo.role(), photo.sha256(), takenAt});
        }
        return values;
    }
}
