package io.plumewatch.enforcement.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.facts.obd.TamperAlarms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One fact of a vehicle's timeline as it goes out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineItem(
        Kind kind,
        Instant at,
        @Nullable PassView pass,
        @Nullable Inspection inspection,
        TamperAlarms.@Nullable Tampering tampering) {

    enum Kind {
        RUN_BREAK,
        PASS,
        INSPECTION,
        OBD_TAMPER
    }

    record Inspection(String stationId, String inspectionId, InspectionFact.Kind kind, boolean passed) {}

    static TimelineItem of(PassFact pass) {
        return new TimelineItem(Kind.PASS, pass.measuredAt(), PassView.of(pass), null, null);
    }

    static TimelineItem of(InspectionFact fact) {
        var inspection = new Inspection(fact.stationId(), fact.inspectionId(), fact.kind(), fact.passed());
        return new TimelineItem(Kind.INSPECTION, fact.performedAt(), null, inspection, null);
    }

    static TimelineItem runBreak(Instant at) {
        return new TimelineItem(Kind.RUN_BREAK, at, null, null, null);
    }

    static TimelineItem of(TamperAlarms.Tampering tampering) {
        return new TimelineItem(Kind.OBD_TAMPER, tampering.since(), null, null, tampering);
    }
}
