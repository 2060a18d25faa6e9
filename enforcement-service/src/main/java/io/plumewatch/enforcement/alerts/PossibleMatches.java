package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Locked vehicles that an uncertain plate may have been. They make an alert that says so, and never anything more: no
 * case, no finding, no referral, and the read itself stays as it was.
 */
@Component
class PossibleMatches {

    /** More would tell a crew nothing. */
    private static final int MOST = 3;

    private final Blacklist blacklist;
    private final Vehicles vehicles;
    private final Standards standards;

    PossibleMatches(Blacklist blacklist, Vehicles vehicles, Standards standards) {
        this.blacklist = blacklist;
        this.vehicles = vehicles;
        this.standards = standards;
    }

    /** Returns at most three hits for a read that is uncertain, or that no plate can be; none for a good one. */
    List<Hit> of(Seen seen) {
        Rulebook rulebook = standards.rulebook();
        var day = Rulebook.lawDay(seen.at());
        var policy = rulebook.policyFor(seen.areaCode(), day);
        if (seen.confidence() >= policy.minimumConfidence() && PlateCandidates.isStandard(seen.number())) {
            return List.of();
        }
        List<String> candidates = PlateCandidates.of(seen.number(), rulebook.confusionsOn(day)).stream()
                .filter(blacklist::mayHold)
                .toList();
        if (candidates.isEmpty() || isRegistered(seen)) {
            return List.of();
        }
        Map<Long, List<Blacklist.Entry>> locked = new LinkedHashMap<>();
        for (String candidate : candidates) {
            blacklist.match(candidate, seen.type(), seen.color(), seen.at()).stream()
                    .filter(entry -> policy.alertBeforeRepairDeadline() || Hits.overdue(entry, seen))
                    .forEach(entry -> locked.computeIfAbsent(entry.vehicleId(), id -> new ArrayList<>())
                            .add(entry));
        }
        return locked.entrySet().stream()
                .limit(MOST)
                .map(each -> new Hit(
                        vehicles.find(each.getKey()).orElseThrow(),
                        Set.of(Reason.POSSIBLE_MATCH),
                        each.getValue(),
                        List.of()))
                .toList();
    }

    /** A number that a vehicle of the observed type and colour has was read well enough: others are not bothered for it. */
    private boolean isRegistered(Seen seen) {
        return seen.vehicleId() != null
                || vehicles.resolve(seen.number(), seen.type(), seen.color()).isPresent();
    }
}
