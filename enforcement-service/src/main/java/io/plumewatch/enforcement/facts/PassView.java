package io.plumewatch.enforcement.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.facts.PassFact.StoredPhoto;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsWarning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass as it goes out: what was measured, and what bears on its weight. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PassView(
        String deviceNo,
        String passId,
        boolean resolved,
        Instant measuredAt,
        Instant receivedAt,
        Trust trust,
        ClockState clock,
        boolean clockCleared,
        boolean replayed,
        RsPass.Plate plate,
        RsPass.@Nullable Exhaust exhaust,
        RsPass.@Nullable Vehicle vehicle,
        RsPass.@Nullable Weather weather,
        @Nullable String siteId,
        @Nullable String siteName,
        String areaCode,
        List<StoredPhoto> photos,
        boolean doubtful,
        @Nullable String rejectedReason,
        EntryKind source,
        @Nullable String profile,
        @Nullable String deviceVerdict,
        @Nullable String deviceReason,
        @Nullable String video,
        List<RsWarning> warnings) {

    static PassView of(PassFact fact) {
        RsPass pass = fact.pass();
        Site site = fact.site();
        return new PassView(
                fact.deviceNo(),
                pass.passId(),
                fact.vehicleId() != null,
                fact.measuredAt(),
                fact.receivedAt(),
                fact.trust(),
                fact.clock(),
                fact.clockCleared(),
                fact.replayed(),
                pass.plate(),
                pass.exhaust(),
                pass.vehicle(),
                pass.weather(),
                site == null ? null : site.siteId(),
                site == null ? null : site.name(),
                fact.areaCode(),
                fact.photos(),
                fact.doubtful(),
                fact.rejectedReason(),
                fact.origin().source(),
                fact.origin().profile(),
                fact.origin().deviceVerdict(),
                fact.origin().deviceReason(),
                fact.origin().video(),
                fact.origin().warnings());
    }
}
