package io.plumewatch.enforcement.assessment;

import static io.plumewatch.enforcement.assessment.SampleFacts.RULEBOOK;
import static io.plumewatch.enforcement.assessment.SampleFacts.TRUCK;
import static io.plumewatch.enforcement.assessment.SampleFacts.at;
import static io.plumewatch.enforcement.assessment.SampleFacts.daily;
import static io.plumewatch.enforcement.assessment.SampleFacts.facts;
import static io.plumewatch.enforcement.assessment.SampleFacts.judge;
import static io.plumewatch.enforcement.assessment.SampleFacts.opacity;
import static io.plumewatch.enforcement.assessment.SampleFacts.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.Judgement.Reason;
import io.plumewatch.enforcement.assessment.Judgement.Verdict;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.assessment.VehicleFacts.Registration;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one measurement comes to. */
class JudgementTests {

    private static final Instant MORNING = at("2026-11-22T08:15:02");

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            OPACITY    | 0        | PASS
            OPACITY    | 29.9     | PASS
            OPACITY    | 30       | PASS
            OPACITY    | 30.0001  | EXCEEDS
            OPACITY    | 100      | EXCEEDS
            OPACITY    | 100.1    | INVALID
            OPACITY    | -0.4     | PASS
            OPACITY    | NaN      | INVALID
            OPACITY    | Infinity | INVALID
            RINGELMANN | 0        | PASS
            RINGELMANN | 1        | PASS
            RINGELMANN | 2        | EXCEEDS
            RINGELMANN | 5        | EXCEEDS
            RINGELMANN | 6        | INVALID
            NO         | -12      | PASS
            NO         | 1500     | PASS
            NO         | 1500.5   | EXCEEDS
            NO         | 20001    | INVALID
            """)
    void onlyMoreThanTheLimitIsOver(Pollutant pollutant, double value, Verdict verdict) {
        Judgement judgement = judge(TRUCK, pass("A", MORNING, Map.of(pollutant, value)), RULEBOOK);

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.measuredValue()).isEqualTo(Double.valueOf(value));
        assertThat(judgement.limitVersion()).isEqualTo("HJ845-2017");
        assertThat(judgement.policyVersion()).isEqualTo("DEFAULT-1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            heavy diesel truck                | 01 | B   | H11 | covered
            light diesel truck on blue        | 02 | B   | H31 | covered
            diesel bus                        | 01 | B   | K11 | covered
            semi-trailer tractor              | 01 | B   | Q11 | covered
            petrol car                        | 02 | A   | K33 | FUEL_NOT_DIESEL
            electric truck                    | 51 | C   | H11 | FUEL_NOT_DIESEL
            diesel and gas                    | 01 | B/E | H11 | FUEL_NOT_DIESEL
            diesel hybrid                     | 51 | B/C | H11 | FUEL_NOT_DIESEL
            mixed oil                         | 01 | D   | H11 | FUEL_NOT_DIESEL
            lower case is another code        | 01 | b   | H11 | FUEL_NOT_DIESEL
            new-energy plate, diesel in books | 51 | B   | H11 | NEW_ENERGY_PLATE
            trailer plate                     | 15 | B   | H11 | TRAILER
            semi-trailer                      | 01 | B   | B11 | TRAILER
            full trailer                      | 01 | B   | G11 | TRAILER
            low-speed truck                   | 01 | B   | H51 | CLASS_NOT_COVERED
            three-wheeler                     | 13 | B   | N11 | CLASS_NOT_COVERED
            tractor                           | 14 | B   | T11 | CLASS_NOT_COVERED
            motorcycle                        | 07 | B   | M11 | CLASS_NOT_COVERED
            """)
    void onlyDieselVehiclesOfClassesMAndNAreCovered(
            String what, String plateType, String fuel, String type, String expected) {
        Registration vehicle = new Registration(plateType, null, fuel, type, null);
        Measurement seen = SampleFacts.observed(
                opacity("A", MORNING, 34), each -> new Measurement.Observed(0.97, null, null, null));

        assertThat(text(judge(vehicle, seen, RULEBOOK)))
                .as(what)
                .isEqualTo(expected.equals("covered") ? "EXCEEDS" : "INVALID " + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            passed in the morning                        | 08:00 PASS                         | EXCEEDS
            passed in the evening: the day is covered    | 20:00 PASS                         | EXCEEDS
            none                                         | -                                  | PENDING NOT_CALIBRATED
            the evening before                           | 2026-11-21T23:59 PASS              | PENDING NOT_CALIBRATED
            the morning after                            | 2026-11-23T00:00 PASS              | PENDING NOT_CALIBRATED
            failed                                       | 08:00 FAIL                         | PENDING CALIBRATION_FAILED
            failed, passed again before the measurement  | 08:00 FAIL, 09:00 PASS             | EXCEEDS
            failed, passed again only after it           | 08:00 FAIL, 11:00 PASS             | PENDING CALIBRATION_FAILED
            passed before, failed after                  | 08:00 PASS, 18:00 FAIL             | PENDING CALIBRATION_FAILED
            passed, failed, passed, measured             | 07:00 PASS, 08:00 FAIL, 09:00 PASS | EXCEEDS
            """)
    void needsAPassedDailyCalibrationOfTheSameLocalDay(String what, String calibrations, String expected) {
        Instant ten = at("2026-11-22T10:00");
        List<Calibration> done = calibrations.equals("-")
                ? List.of()
                : Stream.of(calibrations.split(", "))
                        .map(JudgementTests::calibration)
                        .toList();

        Judgement judgement = Assessment.assess(
                        facts(List.of(opacity("A", ten, 34)), done, List.of()), RULEBOOK, at("2026-11-25"))
                .judgements()
                .get(0);

        assertThat(text(judgement)).as(what).isEqualTo(expected);
    }

    @Test
    void aCalibrationCoversOnlyTheComponentsThatItLists() {
        Measurement both = pass("A", MORNING, Map.of(Pollutant.OPACITY, 34.0, Pollutant.NO, 900.0));
        Calibration opacityOnly =
                new Calibration("RS-1", MORNING, true, true, List.of(Pollutant.OPACITY, Pollutant.RINGELMANN));

        Assessed assessed = Assessment.assess(
                facts(List.of(both), List.of(opacityOnly), List.of()), RULEBOOK, MORNING.plusSeconds(60));

        assertThat(assessed.judgements())
                .extracting(Judgement::verdict)
                .containsExactly(Verdict.EXCEEDS, Verdict.PENDING);
        assertThat(assessed.nextChange()).hasValue(at("2026-11-30T08:15:12"));
    }

    @Test
    void neitherAnotherUnitsCalibrationNorTheYearlyOneCovers() {
        List<Calibration> others = List.of(
                new Calibration("RS-2", MORNING, true, true, List.of(Pollutant.OPACITY)),
                new Calibration("RS-1", MORNING, false, true, List.of(Pollutant.OPACITY)));

        Assessed assessed =
                Assessment.assess(facts(List.of(opacity("A", MORNING, 34)), others, List.of()), RULEBOOK, MORNING);

        assertThat(assessed.judgements()).extracting(Judgement::verdict).containsExactly(Verdict.PENDING);
    }

    @Test
    void nitricOxideOnlyScreensUnlessPolicySaysOtherwise() {
        Measurement measured = pass("A", MORNING, Map.of(Pollutant.NO, 1900.0));
        Policy penal = SampleFacts.policy("PENAL", Policy.NoUse.PENALTY, true, true);

        assertThat(judge(TRUCK, measured, RULEBOOK).counts()).isFalse();
        assertThat(judge(TRUCK, measured, new Rulebook(List.of(SampleFacts.HJ845), List.of(penal)))
                        .counts())
                .isTrue();
    }

    @Test
    void beforeTheStandardNothingIsJudged() {
        assertThat(text(judge(TRUCK, opacity("A", at("2017-07-27T02:00"), 34), RULEBOOK)))
                .isEqualTo("EXCEEDS");
        Rulebook later = new Rulebook(List.of(), List.of(SampleFacts.POLICY));
        assertThat(text(judge(TRUCK, opacity("A", MORNING, 34), later))).isEqualTo("INVALID NO_LIMIT_IN_FORCE");
    }

    private static Calibration calibration(String text) {
        String[] parts = text.split(" ");
        String time = parts[0].contains("T") ? parts[0] : "2026-11-22T" + parts[0];
        return daily(at(time), parts[1].equals("PASS"));
    }

    static String text(Judgement judgement) {
        return Stream.concat(
                        Stream.of(judgement.verdict().name()),
                        judgement.reasons().stream().map(Reason::name))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }
}
