package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseReview;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.ReviewRequest.Decision;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows cases, with the passes of a whole page loaded at once. */
@Component
class CaseViews {

    private final Timelines timelines;
    private final Vehicles vehicles;
    private final Standards standards;

    CaseViews(Timelines timelines, Vehicles vehicles, Standards standards) {
        this.timelines = timelines;
        this.vehicles = vehicles;
        this.standards = standards;
    }

    List<CaseView> show(List<KnownCase> cases, Caller caller) {
        Map<String, PassFact> passes = passes(cases);
        Rulebook rulebook = standards.rulebook();
        return cases.stream()
                .map(known -> show(known, passes, policy(known, rulebook), caller))
                .toList();
    }

    /** Returns the passes that cases name, by key. */
    Map<String, PassFact> passes(Collection<KnownCase> cases) {
        List<String> keys = cases.stream()
                .flatMap(known -> known.shown().findings().stream())
                .map(CaseFinding::passKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return timelines.passes(keys).stream().collect(Collectors.toMap(PassFact::passKey, Function.identity()));
    }

    /** The policy of the place and day of the violation. */
    static Policy policy(KnownCase known, Rulebook rulebook) {
        return rulebook.policyFor(
                known.shown().areaCode(), Rulebook.lawDay(known.violation().measuredAt()));
    }

    static Instant settlesAt(KnownCase known, Policy policy) {
        return known.violation().measuredAt().plus(Duration.ofHours(policy.settleHours()));
    }

    /**
     * What a person may do: an officer who has decided on these grounds has had his say. What was confirmed can still be
     * taken back, for example when an objection is upheld.
     */
    static List<String> nextActions(KnownCase known, String person) {
        boolean decided = known.shown().reviews().stream()
                .anyMatch(review -> review.officer().equals(person));
        if (decided || known.ended()) {
            return List.of();
        }
        if (known.confirmed()) {
            return List.of(Decision.DISMISS.name());
        }
        return known.state() == CaseState.UNDER_REVIEW
                ? List.of(Decision.CONFIRM.name(), Decision.DISMISS.name())
                : List.of();
    }

    private CaseView show(KnownCase known, Map<String, PassFact> passes, Policy policy, Caller caller) {
        EnforcementCase shown = known.shown();
        List<String> missing = Evidence.missing(known, passes, policy);
        return new CaseView(
                shown.caseId(),
                shown.version(),
                shown.state(),
                shown.lock(),
                shown.referral(),
                shown.rule(),
                new CaseView.Plate(shown.number(), shown.type(), color(shown)),
                shown.areaCode(),
                shown.openedAt(),
                shown.confirmedAt(),
                shown.repairDeadline(),
                known.closedAt(),
                known.closeCode(),
                known.closeReason(),
                known.priorCaseId(),
                known.policyVersion(),
                missing.isEmpty(),
                missing,
                settlesAt(known, policy),
                shown.findings().stream().map(each -> finding(each, passes)).toList(),
                measurements(known, passes),
                shown.reviews().stream().map(CaseViews::review).toList(),
                nextActions(known, caller.person()));
    }

    private @Nullable String color(EnforcementCase shown) {
        Optional<PlateColor> registered =
                vehicles.find(shown.vehicleId()).flatMap(vehicle -> Optional.ofNullable(vehicle.color()));
        return registered
                .or(() -> PlateType.usualColor(shown.type()))
                .map(Enum::name)
                .orElse(null);
    }

    private static CaseView.Finding finding(CaseFinding finding, Map<String, PassFact> passes) {
        PassFact pass = finding.passKey() == null ? null : passes.get(finding.passKey());
        return new CaseView.Finding(
                finding.part(),
                pass == null ? null : pass.pass().passId(),
                pass == null ? null : pass.deviceNo(),
                pass == null || pass.site() == null ? null : pass.site().siteId(),
                finding.measuredAt(),
                finding.pollutant(),
                finding.measuredValue(),
                finding.limitValue(),
                finding.unit(),
                finding.limitVersion());
    }

    private static List<CaseView.Measured> measurements(KnownCase known, Map<String, PassFact> passes) {
        List<CaseView.Measured> measured = new ArrayList<>();
        known.grounds().stream()
                .map(CaseFinding::passKey)
                .filter(Objects::nonNull)
                .distinct()
                .map(passes::get)
                .filter(Objects::nonNull)
                .forEach(pass -> measured.add(measured(pass)));
        return measured;
    }

    private static CaseView.Measured measured(PassFact pass) {
        return new CaseView.Measured(
                pass.pass().passId(),
                pass.deviceNo(),
                pass.device() == null ? null : pass.device().certificateNo(),
                pass.site() == null ? null : pass.site().siteId(),
                pass.site() == null ? null : pass.site().name(),
                pass.measuredAt(),
                pass.receivedAt(),
                pass.trust().name(),
                pass.clock().name(),
                pass.replayed(),
                pass.pass().plate().confidenceOrZero(),
                pass.photos(),
                pass.origin().deviceVerdict(),
                pass.origin().warnings());
    }

    private static CaseView.Review review(CaseReview review) {
        return new CaseView.Review(
                review.officer(), review.confirm() ? "CONFIRM" : "DISMISS", review.reason(), review.at());
    }
}
