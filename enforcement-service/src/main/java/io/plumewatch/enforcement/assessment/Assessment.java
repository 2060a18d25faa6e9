package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.VehicleFacts.Inspection;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a vehicle: HJ 845-2017 by the limits and policies that were in force when each measurement was made. */
public final class Assessment {

    private static final Comparator<Measurement> BY_TIME =
            Comparator.comparing(Measurement::measuredAt).thenComparing(Measurement::passKey);

    private Assessment() {}

    /**
     * Judges every measurement and finds every two consecutive exceedances.
     *
     * @param asOf decides only whether a pending measurement's grace has ended
     */
    public static Assessed assess(VehicleFacts facts, Rulebook rulebook, Instant asOf) {
        List<Measurement> measurements =
                facts.measurements().stream().sorted(BY_TIME).toList();
        Set<String> implausible = Travel.implausible(measurements, rulebook);
        Coverage coverage = new Coverage(facts.calibrations());
        List<Judgement> judgements = new ArrayList<>();
        Map<String, Presence> presences = new HashMap<>();
        for (Measurement measurement : measurements) {
            Validity validity = new Validity(facts.registration(), measurement, rulebook, implausible);
            presences.put(measurement.passKey(), validity.presence());
            for (Pollutant pollutant : Pollutant.values()) {
                if (measurement.values().containsKey(pollutant)) {
                    judgements.add(validity.judge(pollutant, coverage, asOf));
                }
            }
        }
        List<Instant> inspections = facts.inspections().stream()
                .filter(Inspection::passed)
                .map(Inspection::performedAt)
                .sorted()
                .toList();
        List<Instant> breaks = facts.runBreaks().stream().sorted().toList();
        List<Finding> findings = Runs.find(judgements, inspections, breaks, rulebook);
        return new Assessed(judgements, presences, findings, inspections, breaks, rulebook);
    }
}
