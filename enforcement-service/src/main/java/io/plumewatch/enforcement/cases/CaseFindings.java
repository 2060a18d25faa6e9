package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Finding;
import io.plumewatch.enforcement.assessment.Judgement;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Between what assessment finds and what a case keeps of it. */
final class CaseFindings {

    private CaseFindings() {}

    /** The leading pair first, then other pollutants' pairs of the same pass, then what joined. */
    static List<CaseFinding> of(Finding finding) {
        List<CaseFinding> found = new ArrayList<>();
        for (Finding.Pair pair : finding.pairs()) {
            found.add(caseFinding(Part.PRIOR, pair.prior()));
            found.add(caseFinding(Part.VIOLATION, pair.violation()));
        }
        finding.joined().forEach(each -> found.add(caseFinding(Part.JOINED, each)));
        return List.copyOf(found);
    }

    /** A confirmed case's grounds as they are, with every other exceedance of its time. */
    static List<CaseFinding> standing(KnownCase known, Assessed assessed, Instant until) {
        Set<String> grounds = passKeys(known.grounds());
        Instant from = known.prior().measuredAt();
        Stream<CaseFinding> joined = assessed.judgements().stream()
                .filter(each -> each.counts() && !grounds.contains(each.passKey()))
                .filter(each ->
                        !each.measuredAt().isBefore(from) && each.measuredAt().isBefore(until))
                .map(each -> caseFinding(Part.JOINED, each));
        return Stream.concat(known.grounds().stream(), joined).toList();
    }

    static boolean sameGrounds(List<CaseFinding> one, List<CaseFinding> other) {
        return grounds(one).equals(grounds(other));
    }

    /** Whether a case and a finding share a measurement, so that the one is the other in another shape. */
    static boolean overlap(KnownCase known, Finding finding) {
        Set<String> shared = new HashSet<>(passKeys(known.shown().findings()));
        shared.retainAll(passKeys(of(finding)));
        return !shared.isEmpty();
    }

    private static Set<CaseFinding> grounds(List<CaseFinding> findings) {
        return findings.stream().filter(each -> each.part() != Part.JOINED).collect(Collectors.toSet());
    }

    private static Set<String> passKeys(List<CaseFinding> findings) {
        return findings.stream()
                .map(CaseFinding::passKey)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** A moment as the database keeps it, so that what is stored equals what is found again. */
    static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static CaseFinding caseFinding(Part part, Judgement judgement) {
        return new CaseFinding(
                part,
                judgement.passKey(),
                stored(judgement.measuredAt()),
                judgement.pollutant().name(),
                judgement.measuredValue(),
                judgement.limitValue(),
                judgement.pollutant().unit(),
                judgement.limitVersion());
    }
}
