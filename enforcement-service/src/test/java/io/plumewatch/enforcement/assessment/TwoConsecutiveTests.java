package io.plumewatch.enforcement.assessment;

import static io.plumewatch.enforcement.assessment.SampleFacts.RULEBOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two consecutive exceedances in six calendar months. E exceeds, P passes, U is not calibrated, X has an uncertain
 * plate; I is a passed inspection, F a failed one, B a change of plate, VIN or owner.
 */
class TwoConsecutiveTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one exceedance is no finding                    | 2026-01-10 E                                               | none
            two in a month are one                          | 2026-01-10 E, 2026-02-10 E                                 | 2026-01-10 + 2026-02-10
            a valid passing measurement between breaks      | 2026-01-10 E, 2026-01-20 P, 2026-02-10 E                   | none
            a passing one before does not                   | 2026-01-05 P, 2026-01-10 E, 2026-02-10 E                   | 2026-01-10 + 2026-02-10
            after the break a new run begins                | 2026-01-10 E, 2026-01-20 P, 2026-02-10 E, 2026-03-10 E     | 2026-02-10 + 2026-03-10
            an uncertain plate is skipped: breaks nothing   | 2026-01-10 E, 2026-01-20 X, 2026-02-10 E                   | 2026-01-10 + 2026-02-10
            and builds nothing                              | 2026-01-10 E, 2026-02-10 X                                 | none
            the corresponding day is the last one           | 2026-01-10 E, 2026-07-10T23:59:59 E                        | 2026-01-10 + 2026-07-10T23:59:59
            one second later is the next day                | 2026-01-10 E, 2026-07-11T00:00 E                           | none
            days are counted, not hours                     | 2026-01-10T00:00 E, 2026-07-10T23:00 E                     | 2026-01-10T00:00 + 2026-07-10T23:00
            where there is no such day, the month's last    | 2025-08-31 E, 2026-02-28 E                                 | 2025-08-31 + 2026-02-28
            and not the day after                           | 2025-08-31 E, 2026-03-01 E                                 | none
            leap year: the twenty-ninth                     | 2027-08-31 E, 2028-02-29 E                                 | 2027-08-31 + 2028-02-29
            too old for the third, near enough for it       | 2026-01-10 E, 2026-07-20 E, 2026-08-20 E                   | 2026-07-20 + 2026-08-20
            a passed inspection between resets              | 2026-01-10 E, 2026-01-20 I, 2026-02-10 E                   | none
            a failed one does not                           | 2026-01-10 E, 2026-01-20 F, 2026-02-10 E                   | 2026-01-10 + 2026-02-10
            a change of registration ends the run           | 2026-01-10 E, 2026-01-20 B, 2026-02-10 E                   | none
            two units at one pass are one event             | 2026-01-10T10:00:00 E, 2026-01-10T10:00:03 E               | none
            a day apart is far enough                       | 2026-01-10T10:00 E, 2026-01-11T10:00 E                     | 2026-01-10T10:00 + 2026-01-11T10:00
            a second less is not                            | 2026-01-10T10:00:01 E, 2026-01-11T10:00:00 E               | none
            the partner is the nearest that is another event| 2026-01-10T10:00 E, 2026-01-11T09:00 E, 2026-01-11T11:00 E | 2026-01-10T10:00 + 2026-01-11T11:00
            an uncalibrated one between holds the pair      | 2026-01-10 E, 2026-01-20 U, 2026-02-10 E                   | none
            it does not hold what lies after it             | 2026-01-10 E, 2026-01-20 U, 2026-02-10 E, 2026-03-10 E     | 2026-02-10 + 2026-03-10
            nor what lies before it                         | 2026-01-10 E, 2026-02-10 E, 2026-02-20 U                   | 2026-01-10 + 2026-02-10
            it builds nothing itself                        | 2026-01-10 E, 2026-02-10 U                                 | none
            """)
    void isAPair(String what, String timeline, String findings) {
        Instant beforeAnyGraceEnds = SampleFacts.at("2026-01-21");

        assertThat(found(timeline, RULEBOOK, beforeAnyGraceEnds)).as(what).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            further exceedances join                        | 2026-01-10 E, 2026-02-10 E, 2026-03-10 E, 2026-04-10 E                                 | 2026-01-10 + 2026-02-10 (2026-03-10 2026-04-10)
            a passing one does not close it                 | 2026-01-10 E, 2026-02-10 E, 2026-02-20 P, 2026-03-10 E                                 | 2026-01-10 + 2026-02-10 (2026-03-10)
            an inspection does, and the run starts anew     | 2026-01-10 E, 2026-02-10 E, 2026-02-20 I, 2026-03-10 E                                 | 2026-01-10 + 2026-02-10 released 2026-02-20
            what joined starts nothing after the release    | 2026-01-10 E, 2026-02-10 E, 2026-02-15 E, 2026-02-20 I, 2026-03-10 E                   | 2026-01-10 + 2026-02-10 (2026-02-15) released 2026-02-20
            two after the release are another               | 2026-01-10 E, 2026-02-10 E, 2026-02-20 I, 2026-03-10 E, 2026-04-10 E                   | 2026-01-10 + 2026-02-10 released 2026-02-20; 2026-03-10 + 2026-04-10
            what is measured at that moment comes after it  | 2026-01-10 E, 2026-02-10 E, 2026-02-20 I, 2026-02-20 E                                 | 2026-01-10 + 2026-02-10 released 2026-02-20
            a second inspection changes nothing             | 2026-01-10 E, 2026-02-10 E, 2026-02-20 I, 2026-02-21 I                                 | 2026-01-10 + 2026-02-10 released 2026-02-20
            a change of registration ends the joining       | 2026-01-10 E, 2026-02-10 E, 2026-02-20 B, 2026-03-10 E                                 | 2026-01-10 + 2026-02-10
            two after it are another holder's               | 2026-01-10 E, 2026-02-10 E, 2026-02-20 B, 2026-03-10 E, 2026-04-10 E                   | 2026-01-10 + 2026-02-10; 2026-03-10 + 2026-04-10
            a failed inspection releases nothing            | 2026-01-10 E, 2026-02-10 E, 2026-02-20 F, 2026-03-10 E                                 | 2026-01-10 + 2026-02-10 (2026-03-10)
            """)
    void usesUpWhatIsMeasuredUntilTheRelease(String what, String timeline, String findings) {
        assertThat(found(timeline, RULEBOOK, SampleFacts.LATER)).as(what).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the corresponding day may lie outside           | false | true  | 2026-01-10 E, 2026-07-10 E               | none
            the day before it is inside                     | false | true  | 2026-01-10 E, 2026-07-09 E               | 2026-01-10 + 2026-07-09
            an inspection need not reset                    | true  | false | 2026-01-10 E, 2026-01-20 I, 2026-02-10 E | 2026-01-10 + 2026-02-10
            what was used up starts nothing even then       | true  | false | 2026-01-10 E, 2026-02-10 E, 2026-02-20 I, 2026-03-10 E | 2026-01-10 + 2026-02-10 released 2026-02-20
            a change of registration always does            | true  | false | 2026-01-10 E, 2026-01-20 B, 2026-02-10 E | none
            """)
    void followsThePolicy(String what, boolean edgeInclusive, boolean reset, String timeline, String findings) {
        Policy policy = SampleFacts.policy("OTHER", Policy.NoUse.SCREENING_ONLY, edgeInclusive, reset);
        Rulebook rulebook = new Rulebook(List.of(SampleFacts.HJ845), List.of(policy));

        assertThat(found(timeline, rulebook, SampleFacts.LATER)).as(what).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            within the grace after receipt it holds         | 2026-01-28T10:00:09 | none
            when the grace ends it is skipped               | 2026-01-28T10:00:10 | 2026-01-10 + 2026-02-10
            """)
    void anUncalibratedMeasurementHoldsAPairUntilItsGraceEnds(String what, String asOf, String findings) {
        String timeline = "2026-01-10 E, 2026-01-20 U, 2026-02-10 E";

        assertThat(found(timeline, RULEBOOK, SampleFacts.at(asOf))).as(what).isEqualTo(findings);
    }

    @Test
    void everyPollutantOfTheViolatingPassIsInTheFindingAndOpacityLeads() {
        Map<Pollutant, Double> both = Map.of(Pollutant.RINGELMANN, 3.0, Pollutant.OPACITY, 61.0);
        Instant first = SampleFacts.at("2026-01-10");
        Instant second = SampleFacts.at("2026-02-10");

        Assessed assessed = Assessment.assess(
                SampleFacts.facts(
                        List.of(SampleFacts.pass("A", first, both), SampleFacts.pass("B", second, both)),
                        List.of(SampleFacts.daily(first, true), SampleFacts.daily(second, true)),
                        List.of()),
                RULEBOOK,
                SampleFacts.LATER);

        assertThat(assessed.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.pairs())
                        .extracting(Finding.Pair::pollutant)
                        .containsExactly(Pollutant.OPACITY, Pollutant.RINGELMANN));
    }

    @Test
    void twoPollutantsMakeNoPair() {
        Instant first = SampleFacts.at("2026-01-10");
        Instant second = SampleFacts.at("2026-02-10");

        Assessed assessed = Assessment.assess(
                SampleFacts.facts(
                        List.of(
                                SampleFacts.pass("A", first, Map.of(Pollutant.OPACITY, 61.0)),
                                SampleFacts.pass("B", second, Map.of(Pollutant.RINGELMANN, 3.0))),
                        List.of(SampleFacts.daily(first, true), SampleFacts.daily(second, true)),
                        List.of()),
                RULEBOOK,
                SampleFacts.LATER);

        assertThat(assessed.findings()).isEmpty();
    }

    static String found(String timeline, Rulebook rulebook, Instant asOf) {
        List<Finding> findings = Assessment.assess(SampleFacts.timeline(timeline), rulebook, asOf)
                .findings();
        return findings.isEmpty()
                ? "none"
                : findings.stream().map(TwoConsecutiveTests::text).collect(Collectors.joining("; "));
    }

    private static String text(Finding finding) {
        String pair = finding.leading().prior().passKey() + " + "
                + finding.violation().passKey();
        String joined = finding.joined().isEmpty()
                ? ""
                : finding.joined().stream().map(Judgement::passKey).collect(Collectors.joining(" ", " (", ")"));
        return pair
                + joined
                + (finding.releasedAt() == null ? "" : " released " + Rulebook.lawDay(finding.releasedAt()));
    }
}
