package io.plumewatch.enforcement.facts;

import java.time.Instant;

/** The result of an inspection at an I-station. */
public record InspectionFact(String stationId, String inspectionId, Instant performedAt, Kind kind, boolean passed) {

    /** Why it was inspected. */
    public enum Kind {
        PERIODIC,
        RETEST
    }
}
