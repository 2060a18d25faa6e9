package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Judgement.Verdict;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the facts of a vehicle come to.
 *
 * @param judgements by measured time, ties by pass key, then pollutant
 * @param presences what each pass says of where the vehicle was, by pass key
 * @param findings by time of violation
 * @param inspections when inspections were passed, oldest first
 * @param breaks when a change of registration ended a run, oldest first
 * @param rulebook what it was judged by
 */
public record Assessed(
        List<Judgement> judgements,
        Map<String, Presence> presences,
        List<Finding> findings,
        List<Instant> inspections,
        List<Instant> breaks,
        Rulebook rulebook) {

    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(Rulebook.LAW_ZONE);

    private static final LostGround GONE = new LostGround("MEASUREMENT_GONE", "该测量记录已不属于本车辆");

    public Assessed {
        judgements = List.copyOf(judgements);
        presences = Map.copyOf(presences);
        findings = List.copyOf(findings);
        inspections = List.copyOf(inspections);
        breaks = List.copyOf(breaks);
    }

    public Optional<Judgement> judgement(String passKey, Pollutant pollutant) {
        return judgements.stream()
                .filter(each -> each.passKey().equals(passKey) && each.pollutant() == pollutant)
                .findFirst();
    }

    /** Returns the exceedances of a pass that may build a finding. */
    public List<Judgement> exceedances(String passKey) {
        return judgements.stream()
                .filter(each -> each.passKey().equals(passKey) && each.counts())
                .toList();
    }

    /** Returns when the passing of time alone next changes a judgement. */
    public Optional<Instant> nextChange() {
        return judgements.stream()
                .map(Judgement::pendingUntil)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** Returns the first passed inspection after a moment, which releases what was violated before. */
    public Optional<Instant> releaseAfter(Instant violation) {
        return firstAfter(violation, inspections);
    }

    /**
     * Returns until when what is measured after a violation is used up by it: the first passed inspection or change of
     * registration.
     */
    public Optional<Instant> endAfter(Instant violation) {
        return endAfter(violation, inspections, breaks);
    }

    static Optional<Instant> endAfter(Instant violation, List<Instant> inspections, List<Instant> breaks) {
        return Stream.of(firstAfter(violation, inspections), firstAfter(violation, breaks))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** Returns when the registration first changed after a violation, but not after a later moment. */
    public Optional<Instant> breakWithin(Instant violation, Instant upTo) {
        return firstAfter(violation, breaks).filter(each -> !each.isAfter(upTo));
    }

    static Optional<Instant> firstAfter(Instant at, List<Instant> inOrder) {
        return inOrder.stream().filter(each -> each.isAfter(at)).findFirst();
    }

    /**
     * Returns why a pair that officers confirmed no longer stands; empty = it does.
     *
     * <p>Both measurements must still be exceedances, and nothing between them may have ended the run. Exceedances
     * between them take nothing away, and a pending one holds the pair as it is.
     */
    public Optional<LostGround> lostGround(Pollutant pollutant, String priorKey, String violationKey) {
        Optional<Judgement> prior = judgement(priorKey, pollutant);
        Optional<Judgement> violation = judgement(violationKey, pollutant);
        if (prior.isEmpty() || violation.isEmpty()) {
            return Optional.of(GONE);
        }
        return notAnExceedance(prior.get())
                .or(() -> notAnExceedance(violation.get()))
                .or(() -> endedBetween(prior.get(), violation.get()));
    }

    /** Returns what a pass says of where the vehicle was; empty = it is no pass of the vehicle. */
    public Optional<Presence> presence(String passKey) {
        return Optional.ofNullable(presences.get(passKey));
    }

    /** Returns why a pass no longer proves that the vehicle was on the road at a moment; empty = it does. */
    public Optional<LostGround> lostPresence(String passKey, Instant seenAt) {
        Optional<Presence> presence = presence(passKey);
        if (presence.isEmpty()) {
            return Optional.of(GONE);
        }
        return presence.filter(each -> !each.proven())
                .map(each -> new LostGround(
                        "MEASUREMENT_" + Verdict.INVALID, local(seenAt) + "的通行记录存疑 " + new TreeSet<>(each.doubts())));
    }

    private static Optional<LostGround> notAnExceedance(Judgement judgement) {
        return judgement.counts()
                ? Optional.empty()
                : Optional.of(new LostGround(
                        "MEASUREMENT_" + judgement.verdict(),
                        local(judgement.measuredAt()) + "的测量现判定为" + judgement.verdict() + " "
                                + new TreeSet<>(judgement.reasons())));
    }

    private Optional<LostGround> endedBetween(Judgement prior, Judgement violation) {
        Policy policy = rulebook.policyFor(violation.areaCode(), Rulebook.lawDay(violation.measuredAt()));
        Instant start = Runs.start(inspections, breaks, violation.measuredAt(), policy);
        if (prior.measuredAt().isBefore(start)) {
            return Optional.of(new LostGround("RUN_ENDED_BETWEEN", "两次超标之间（" + local(start) + "）有检验合格记录或登记变更"));
        }
        return judgements.stream()
                .filter(each -> each.pollutant() == prior.pollutant() && each.verdict() == Verdict.PASS)
                .filter(each -> Runs.ORDER.compare(prior, each) < 0 && Runs.ORDER.compare(each, violation) < 0)
                .findFirst()
                .map(each -> new LostGround("PASS_BETWEEN", "两次超标之间（" + local(each.measuredAt()) + "）有一次有效的合格测量"));
    }

    private static String local(Instant at) {
        return LOCAL_TIME.format(at);
    }

    /**
     * Why a finding is no more.
     *
     * @param text in Chinese: officers and police read it
     */
    public record LostGround(String code, String text) {}
}
