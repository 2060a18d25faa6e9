package io.plumewatch.enforcement.cases;

import static io.plumewatch.enforcement.assessment.SampleFacts.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Assessment;
import io.plumewatch.enforcement.assessment.Measurement;
import io.plumewatch.enforcement.assessment.SampleFacts;
import io.plumewatch.enforcement.assessment.VehicleFacts;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.assessment.VehicleFacts.Inspection;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What late facts do to a case, before and after officers confirmed it. */
class ReconciliationTests {

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Calibration> calibrations = new ArrayList<>();
    private final List<Inspection> inspections = new ArrayList<>();
    private final List<Instant> breaks = new ArrayList<>();
    private final CasesInMemory cases = new CasesInMemory();

    @Test
    void aSecondExceedanceOpensACase() {
        exceeds("2026-03-01");
        assertThat(cases.all()).isEmpty();

        exceeds("2026-04-01");

        assertThat(cases.only().state()).isEqualTo(CaseState.UNDER_REVIEW);
        assertThat(parts()).containsExactly("PRIOR 2026-03-01", "VIOLATION 2026-04-01");
    }

    @Test
    void furtherExceedancesJoinAndVoidNothing() {
        openCase();

        exceeds("2026-05-01");

        assertThat(parts()).containsExactly("PRIOR 2026-03-01", "VIOLATION 2026-04-01", "JOINED 2026-05-01");
        assertThat(cases.only().shown().version()).isEqualTo(1);
    }

    @Test
    void aLateExceedanceInFrontChangesTheGroundsOfTheSameCase() {
        openCase();

        exceeds("2026-02-01");

        assertThat(parts()).containsExactly("PRIOR 2026-02-01", "VIOLATION 2026-03-01", "JOINED 2026-04-01");
        assertThat(cases.all()).hasSize(1);
        assertThat(cases.only().shown().version()).isEqualTo(2);
    }

    @Test
    void aLatePassingMeasurementDismissesTheOpenCase() {
        openCase();

        List<Change> changes = passes("2026-03-15");

        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.Dismiss.class, dismissed -> {
            assertThat(dismissed.code()).isEqualTo("PASS_BETWEEN");
            assertThat(dismissed.reason()).contains("2026-03-15");
        });
    }

    @Test
    void aLatePassingMeasurementWithdrawsTheConfirmedCase() {
        cases.confirm(openCase());

        assertThat(passes("2026-03-15"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Withdraw.class,
                        withdrawn -> assertThat(withdrawn.code()).isEqualTo("PASS_BETWEEN"));
    }

    @Test
    void aLateInspectionBetweenWithdrawsTheConfirmedCase() {
        cases.confirm(openCase());

        assertThat(inspected("2026-03-20"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Withdraw.class,
                        withdrawn -> assertThat(withdrawn.code()).isEqualTo("RUN_ENDED_BETWEEN"));
    }

    @Test
    void aFailedCalibrationFoundLaterWithdrawsTheConfirmedCase() {
        cases.confirm(openCase());

        calibrations.add(SampleFacts.daily(at("2026-04-01T18:00"), false));

        assertThat(reconcile())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Withdraw.class,
                        withdrawn -> assertThat(withdrawn.reason()).contains("CALIBRATION_FAILED"));
    }

    @Test
    void aRejectedMeasurementLeavesTheOthersToMakeTheNextCase() {
        openCase();
        exceeds("2026-05-01");

        measurements.replaceAll(each -> each.passKey().equals("2026-04-01") ? rejected(each) : each);
        reconcile();

        assertThat(parts()).containsExactly("PRIOR 2026-03-01", "VIOLATION 2026-05-01");
    }

    @Test
    void oneActIsNeverReferredTwice() {
        cases.confirm(openCase());

        exceeds("2026-01-01");
        exceeds("2026-02-01");
        exceeds("2026-03-15");

        assertThat(cases.all()).hasSize(1);
        assertThat(cases.only().state()).isEqualTo(CaseState.CONFIRMED);
        assertThat(cases.only().prior().passKey()).isEqualTo("2026-03-01");
        assertThat(cases.only().violation().passKey()).isEqualTo("2026-04-01");
    }

    @Test
    void aPendingMeasurementBetweenHoldsAConfirmedCaseAsItIs() {
        cases.confirm(openCase());

        measurements.add(SampleFacts.opacity("2026-03-15", at("2026-03-15"), 34.1));

        assertThat(Reconciliation.plan(cases.all(), assessed(at("2026-03-16")))).isEmpty();
    }

    @Test
    void aPassedInspectionReleasesAndWhatFollowsIsAnotherCase() {
        cases.confirm(openCase());

        assertThat(inspected("2026-04-10")).containsExactly(new Change.Release("C1", at("2026-04-10")));
        exceeds("2026-05-01");
        exceeds("2026-06-01");

        assertThat(cases.all())
                .extracting(KnownCase::state)
                .containsExactly(CaseState.RELEASED, CaseState.UNDER_REVIEW);
        assertThat(cases.all().get(1).prior().passKey()).isEqualTo("2026-05-01");
    }

    @Test
    void aReleasedCaseIsWithdrawnWhenItsGroundIsLostLater() {
        cases.confirm(openCase());
        inspected("2026-04-10");

        assertThat(passes("2026-03-15")).hasAtLeastOneElementOfType(Change.Withdraw.class);
    }

    @Test
    void anInspectionReleasesACaseThatNobodyConfirmedYet() {
        openCase();

        inspected("2026-04-10");

        assertThat(cases.only().state()).isEqualTo(CaseState.RELEASED);
        assertThat(cases.only().confirmed()).isFalse();
    }

    @Test
    void aCaseOfAVehicleSeenOnTheRoadFallsWithTheOneBeforeIt() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");

        assertThat(passes("2026-03-15"))
                .anySatisfy(change -> assertThat(change).isInstanceOf(Change.Withdraw.class))
                .contains(new Change.Dismiss(onRoad.caseId(), "PRIOR_CASE_GONE", "所依据的案件C1已不成立"));
    }

    @Test
    void aCaseOfAVehicleSeenOnTheRoadFallsWhenItHadPassedAnInspection() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");

        assertThat(inspected("2026-05-20"))
                .contains(new Change.Release("C1", at("2026-05-20")))
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Dismiss.class,
                                dismissed -> assertThat(dismissed.caseId()).isEqualTo(onRoad.caseId())));
    }

    @Test
    void anInspectionAfterTheSightingReleasesBoth() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");

        assertThat(inspected("2026-06-20"))
                .containsExactlyInAnyOrder(
                        new Change.Release("C1", at("2026-06-20")),
                        new Change.Release(onRoad.caseId(), at("2026-06-20")));
    }

    @Test
    void whatIsMeasuredAfterAChangeOfRegistrationJoinsNoCaseOfBefore() {
        cases.confirm(openCase());
        registeredAnew("2026-04-20");

        exceeds("2026-05-01");

        assertThat(parts()).containsExactly("PRIOR 2026-03-01", "VIOLATION 2026-04-01");
    }

    @Test
    void aNewHoldersFindingWaitsForTheCaseBeforeHim() {
        cases.confirm(openCase());
        registeredAnew("2026-04-20");
        exceeds("2026-05-01");
        exceeds("2026-06-01");
        assertThat(cases.all()).hasSize(1);

        passes("2026-03-15");

        assertThat(cases.all())
                .extracting(KnownCase::state)
                .containsExactly(CaseState.WITHDRAWN, CaseState.UNDER_REVIEW);
        assertThat(parts()).containsExactly("PRIOR 2026-05-01", "VIOLATION 2026-06-01");
    }

    @Test
    void theEarliestHoldersFindingIsTheCaseInWhateverOrderFactsCome() {
        registeredAnew("2026-04-20");
        exceeds("2026-05-01");
        exceeds("2026-06-01");

        exceeds("2026-03-01");
        exceeds("2026-04-01");

        assertThat(parts()).containsExactly("PRIOR 2026-03-01", "VIOLATION 2026-04-01");
    }

    @Test
    void aCaseOfAVehicleSeenOnTheRoadFallsWhenItHadChangedHands() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");

        assertThat(registeredAnew("2026-05-20"))
                .containsExactly(new Change.Dismiss(
                        onRoad.caseId(), "REGISTRATION_CHANGED_BEFORE", "车辆此前已变更登记（" + at("2026-05-20") + "）"));
    }

    @Test
    void aCaseOfAVehicleSeenOnTheRoadStandsWhileItsPassDoes() {
        cases.confirm(openCase());
        seenOnRoad("2026-06-01");

        assertThat(exceeds("2026-07-01")).noneMatch(Change.Dismiss.class::isInstance);
    }

    @Test
    void aCaseOfAVehicleSeenOnTheRoadFallsWhenThePassTurnsOutToBeAnothers() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");

        measurements.removeIf(each -> each.passKey().equals("2026-06-01"));

        assertThat(reconcile()).contains(new Change.Dismiss(onRoad.caseId(), "MEASUREMENT_GONE", "该测量记录已不属于本车辆"));
    }

    @Test
    void aConfirmedCaseOfAVehicleSeenOnTheRoadIsWithdrawnWhenThePassIsInDoubt() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");
        cases.confirm(onRoad);

        measurements.replaceAll(each -> each.passKey().equals("2026-06-01") ? rejected(each) : each);

        assertThat(reconcile())
                .anySatisfy(change -> assertThat(change).isInstanceOfSatisfying(Change.Withdraw.class, withdrawn -> {
                    assertThat(withdrawn.caseId()).isEqualTo(onRoad.caseId());
                    assertThat(withdrawn.code()).isEqualTo("MEASUREMENT_INVALID");
                    assertThat(withdrawn.reason()).contains("REJECTED_BY_OFFICER");
                }));
    }

    @Test
    void aCorrectedAreaOfTheSiteMovesTheOpenCases() {
        cases.confirm(openCase());
        KnownCase onRoad = seenOnRoad("2026-06-01");
        inspected("2026-06-02");
        exceeds("2026-07-01");
        exceeds("2026-08-01");
        KnownCase second = cases.all().get(2);

        measurements.replaceAll(each -> in("410802", each));

        assertThat(reconcile())
                .filteredOn(Change.Reground.class::isInstance)
                .extracting(change -> ((Change.Reground) change).caseId() + ((Change.Reground) change).areaCode())
                .containsExactly(second.caseId() + "410802", onRoad.caseId() + "410802");
    }

    /** The vehicle passes by after the deadline of its first case. */
    private KnownCase seenOnRoad(String day) {
        measurements.add(SampleFacts.opacity(day, at(day), 12));
        return cases.seenOnRoad(cases.all().get(0), at(day), day);
    }

    private KnownCase openCase() {
        exceeds("2026-03-01");
        exceeds("2026-04-01");
        return cases.only();
    }

    private List<Change> exceeds(String day) {
        return measured(day, 34.1);
    }

    private List<Change> passes(String day) {
        return measured(day, 12);
    }

    private List<Change> inspected(String day) {
        inspections.add(new Inspection(at(day), true));
        return reconcile();
    }

    private List<Change> registeredAnew(String day) {
        breaks.add(at(day));
        return reconcile();
    }

    private List<Change> measured(String day, double opacity) {
        measurements.add(SampleFacts.opacity(day, at(day), opacity));
        calibrations.add(SampleFacts.daily(at(day), true));
        return reconcile();
    }

    private List<Change> reconcile() {
        return cases.reconcile(assessed(at("2026-12-31")));
    }

    private Assessed assessed(Instant asOf) {
        return Assessment.assess(
                new VehicleFacts(SampleFacts.TRUCK, measurements, calibrations, inspections, breaks),
                SampleFacts.RULEBOOK,
                asOf);
    }

    private List<String> parts() {
        return cases.only().shown().findings().stream()
                .map(ReconciliationTests::text)
                .toList();
    }

    private static String text(CaseFinding finding) {
        return finding.part() + " " + finding.passKey();
    }

    private static Measurement rejected(Measurement m) {
        return copy(m, m.areaCode(), true);
    }

    private static Measurement in(String areaCode, Measurement m) {
        return copy(m, areaCode, m.rejected());
    }

    private static Measurement copy(Measurement m, String areaCode, boolean rejected) {
        return new Measurement(
                m.passKey(),
                m.deviceNo(),
                areaCode,
                m.measuredAt(),
                m.receivedAt(),
                m.trust(),
                m.clock(),
                m.observed(),
                m.values(),
                m.weather(),
                m.device(),
                m.place(),
                m.clockCleared(),
                m.doubtful(),
                rejected,
                m.calledInvalid());
    }
}
