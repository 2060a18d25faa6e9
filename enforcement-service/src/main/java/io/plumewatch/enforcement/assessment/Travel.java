package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Measurement.Place;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds passes between which one vehicle cannot have driven: then two vehicles carry the plate, and neither pass counts.
 */
final class Travel {

    private static final double EARTH_RADIUS_KM = 6371;

    /** Sites this close are one place: surveyed positions are not exact. */
    private static final double SAME_PLACE_KM = 2;

    private Travel() {}

    /**
     * Returns the keys of the passes in doubt.
     *
     * @param measurements by time; those whose plate or time is uncertain anyway say nothing about others
     */
    static Set<String> implausible(List<Measurement> measurements, Rulebook rulebook) {
        Set<String> found = new HashSet<>();
        List<Located> located = measurements.stream()
                .filter(each -> certain(each, rulebook))
                .flatMap(each -> Stream.ofNullable(each.place()).map(place -> new Located(each, place)))
                .toList();
        for (int i = 1; i < located.size(); i++) {
            Located from = located.get(i - 1);
            Located to = located.get(i);
            if (distanceKm(from.place(), to.place()) > reachableKm(from, to, policy(to.measurement(), rulebook))) {
                found.add(from.measurement().passKey());
                found.add(to.measurement().passKey());
            }
        }
        return found;
    }

    private static boolean certain(Measurement measurement, Rulebook rulebook) {
        return measurement.trust().bearsOnDecisions()
                && !measurement.rejected()
                && !Validity.clockInDoubt(measurement)
                && measurement.observed().confidence()
                        >= policy(measurement, rulebook).minimumConfidence();
    }

    private static Policy policy(Measurement measurement, Rulebook rulebook) {
        return rulebook.policyFor(measurement.areaCode(), Rulebook.lawDay(measurement.measuredAt()));
    }

    private static double reachableKm(Located from, Located to, Policy policy) {
        double hours = Duration.between(
                                from.measurement().measuredAt(),
                                to.measurement().measuredAt())
                        .toMillis()
                / 3_600_000.0;
        return SAME_PLACE_KM + hours * policy.maximumTravelKmh();
    }

    /** Great-circle distance (haversine). */
    private static double distanceKm(Place a, Place b) {
        double latitudes = Math.toRadians(b.latitude() - a.latitude());
        double longitudes = Math.toRadians(b.longitude() - a.longitude());
        double h = square(Math.sin(latitudes / 2))
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * square(Math.sin(longitudes / 2));
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private static double square(double x) {
        return x * x;
    }

    private record Located(Measurement measurement, Place place) {}
}
