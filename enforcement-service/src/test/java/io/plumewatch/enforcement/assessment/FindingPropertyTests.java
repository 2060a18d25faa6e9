package io.plumewatch.enforcement.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.Judgement.Verdict;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every finding, whatever a year brings. */
class FindingPropertyTests {

    private static final int TRIES = 2000;
    private static final Instant START = SampleFacts.at("2026-01-05T08:00");

    @Test
    void everyPairIsTwoExceedancesApartWithinTheWindowAndNothingPassesBetween() {
        forEachYear((text, assessed) -> {
            for (Finding finding : assessed.findings()) {
                Judgement prior = finding.leading().prior();
                Judgement violation = finding.violation();
                assertThat(List.of(prior.verdict(), violation.verdict()))
                        .as(text)
                        .containsOnly(Verdict.EXCEEDS);
                assertThat(Duration.between(prior.measuredAt(), violation.measuredAt()))
                        .as(text)
                        .isGreaterThanOrEqualTo(Duration.ofHours(24));
                LocalDate last = Rulebook.lawDay(prior.measuredAt()).plusMonths(6);
                assertThat(Rulebook.lawDay(violation.measuredAt())).as(text).isBeforeOrEqualTo(last);
                assertThat(between(assessed, prior, violation)).as(text).doesNotContain(Verdict.PASS, Verdict.PENDING);
                assertThat(assessed.inspections())
                        .as(text)
                        .noneMatch(at -> at.isAfter(prior.measuredAt()) && !at.isAfter(violation.measuredAt()));
                assertThat(assessed.lostGround(Pollutant.OPACITY, prior.passKey(), violation.passKey()))
                        .as(text)
                        .isEmpty();
            }
        });
    }

    @Test
    void noMeasurementIsUsedTwiceAndFindingsDoNotOverlap() {
        forEachYear((text, assessed) -> {
            Set<String> used = new HashSet<>();
            Instant free = Instant.MIN;
            for (Finding finding : assessed.findings()) {
                Stream<Judgement> all = Stream.concat(
                        Stream.of(finding.leading().prior(), finding.violation()), finding.joined().stream());
                assertThat(all.allMatch(each -> used.add(each.passKey())))
                        .as(text)
                        .isTrue();
                assertThat(finding.leading().prior().measuredAt()).as(text).isAfterOrEqualTo(free);
                free = finding.releasedAt() == null ? Instant.MAX : finding.releasedAt();
            }
        });
    }

    @Test
    void anInvalidMeasurementChangesNoFinding() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> year = year(random);
            List<String> more = new ArrayList<>(year);
            more.add(random.nextInt(more.size() + 1), moment(random) + " X");

            assertThat(TwoConsecutiveTests.found(String.join(",", more), SampleFacts.RULEBOOK, SampleFacts.LATER))
                    .as("%s", more)
                    .isEqualTo(
                            TwoConsecutiveTests.found(String.join(",", year), SampleFacts.RULEBOOK, SampleFacts.LATER));
        }
    }

    @Test
    void theOrderOfTheFactsDoesNotMatter() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> year = year(random);
            String found = TwoConsecutiveTests.found(String.join(",", year), SampleFacts.RULEBOOK, SampleFacts.LATER);
            Collections.shuffle(year, random);

            assertThat(TwoConsecutiveTests.found(String.join(",", year), SampleFacts.RULEBOOK, SampleFacts.LATER))
                    .as("%s", year)
                    .isEqualTo(found);
        }
    }

    @Test
    void aFurtherPassingMeasurementNeverBringsForwardTheFirstFinding() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> year = year(random);
            // A calibration that comes with the measurement would cover it.
            year.removeIf(each -> each.endsWith("U"));
            if (year.isEmpty()) {
                continue;
            }
            Assessed without = assessed(year);
            List<String> more = new ArrayList<>(year);
            more.add(moment(random) + " P");

            assertThat(first(assessed(more))).as("%s", more).isAfterOrEqualTo(first(without));
        }
    }

    private static Instant first(Assessed assessed) {
        return assessed.findings().isEmpty()
                ? Instant.MAX
                : assessed.findings().get(0).violation().measuredAt();
    }

    private static void forEachYear(Check check) {
        for (int seed = 0; seed < TRIES; seed++) {
            List<String> year = year(new Random(seed));
            check.that(seed + ": " + year, assessed(year));
        }
    }

    private static Assessed assessed(List<String> year) {
        return Assessment.assess(
                SampleFacts.timeline(String.join(",", year)), SampleFacts.RULEBOOK, SampleFacts.at("2026-07-01"));
    }

    private static List<Verdict> between(Assessed assessed, Judgement prior, Judgement violation) {
        return assessed.judgements().stream()
                .filter(each -> Runs.ORDER.compare(prior, each) < 0 && Runs.ORDER.compare(each, violation) < 0)
                .map(Judgement::verdict)
                .toList();
    }

    private static List<String> year(Random random) {
        List<String> year = new ArrayList<>();
        Set<String> moments = new TreeSet<>();
        int facts = 2 + random.nextInt(12);
        for (int i = 0; i < facts; i++) {
            moments.add(moment(random));
        }
        moments.forEach(at -> year.add(at + " " + "EEEEEPUXIF".charAt(random.nextInt(10))));
        return year;
    }

    private static String moment(Random random) {
        int minutes = random.nextInt(8) == 0 ? random.nextInt(24 * 60) : random.nextInt(340 * 24 * 60);
        return START.plus(Duration.ofMinutes(minutes))
                .atZone(Rulebook.LAW_ZONE)
                .toLocalDateTime()
                .toString();
    }

    @FunctionalInterface
    private interface Check {

        void that(String text, Assessed assessed);
    }
}
