package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.cases.EnforcementCase.ReferralState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes cases; every change of state leaves a line in the case's journal. */
@Repository
class CaseWriter {

    static final String INSPECTION_PASSED = "INSPECTION_PASSED";

    /** Does nothing when the vehicle has an open case of the rule: the index decides, not a look before. */
    private static final String OPEN = """
            insert into enforcement_case (case_id, version, grounds, vehicle_id, number, type, rule, area_code, state, lock,
                referral, opened_at, closed_at, close_code, policy_version, sighting_key, prior_case_id)
            select :case, 1, 1, v.vehicle_id, v.number, v.type, :rule, :area, :state, 'NONE', 'NONE', :at,
                cast(:closedAt as timestamptz), :closeCode, :policy, :sighting, :prior
            from vehicle v where v.vehicle_id = :vehicle
            on conflict (vehicle_id, rule) where state in ('UNDER_REVIEW', 'CONFIRMED') do nothing
            """;

    private static final String FINDING = """
            insert into case_finding (case_id, ordinal, part, pass_key, measured_at, pollutant, measured_value, limit_value,
                unit, limit_version)
            values (:case, :ordinal, :part, :pass, :at, :pollutant, :measured, :limit, :unit, :version)
            """;

    private static final String REGROUND = """
            update enforcement_case set version = version + 1, grounds = grounds + 1, area_code = :area,
                policy_version = :policy
            where case_id = :case
            """;

    private static final String CONFIRM = """
            update enforcement_case
            set state = 'CONFIRMED', confirmed_at = :at, repair_deadline = :deadline, policy_version = :policy
            where case_id = :case
            """;

    private static final String CLOSE = """
            update enforcement_case set state = :state, closed_at = :at, close_code = :code, close_reason = :reason
            where case_id = :case
            """;

    private static final String REOPEN = """
            update enforcement_case set state = 'UNDER_REVIEW', closed_at = null, close_code = null, close_reason = null
            where case_id = :case
            """;

    private static final String REVIEW = """
            insert into case_review (case_id, grounds, officer, confirm, reason, policy_version, at)
            select case_id, grounds, :officer, :confirm, :reason, :policy, :at from enforcement_case where case_id = :case
            """;

    private static final String JOURNAL = """
            insert into case_event (case_id, version, what, detail, at)
            select case_id, version, :what, :detail, :at from enforcement_case where case_id = :case
            """;

    private final JdbcClient jdbc;

    CaseWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Opens a case; one whose vehicle has passed an inspection since is released from the start, and bars no other.
     *
     * @param sightingKey and {@code priorCaseId}: only for a vehicle seen on the road after its deadline
     * @return its id; empty when one of the rule is open already
     */
    Optional<String> open(
            long vehicleId,
            String rule,
            Change.Open open,
            @Nullable String sightingKey,
            @Nullable String priorCaseId,
            Instant at) {
        String caseId = String.format(
                Locale.ROOT,
                "C%09d",
                jdbc.sql("select nextval('case_number')").query(Long.class).single());
        boolean released = open.releasedAt() != null;
        int opened = jdbc.sql(OPEN)
                .param("case", caseId)
                .param("vehicle", vehicleId)
                .param("rule", rule)
                .param("area", open.areaCode())
                .param("policy", open.policyVersion())
                .param("state", (released ? CaseState.RELEASED : CaseState.UNDER_REVIEW).name())
                .param("closedAt", open.releasedAt() == null ? null : CaseStore.parameter(open.releasedAt()))
                .param("closeCode", released ? INSPECTION_PASSED : null)
                .param("sighting", sightingKey)
                .param("prior", priorCaseId)
                .param("at", CaseStore.parameter(at))
                .update();
        if (opened == 0) {
            return Optional.empty();
        }
        insertFindings(caseId, open.findings());
        journal(caseId, "OPENED", rule, at);
        if (released) {
            journal(caseId, "RELEASED", INSPECTION_PASSED, at);
        }
        return Optional.of(caseId);
    }

    void reground(Change.Reground change, Instant at) {
        jdbc.sql(REGROUND)
                .param("case", change.caseId())
                .param("area", change.areaCode())
                .param("policy", change.policyVersion())
                .update();
        replaceFindings(change.caseId(), change.findings());
        journal(change.caseId(), "FINDINGS_CHANGED", "the reviews given are void", at);
    }

    void replaceFindings(String caseId, List<CaseFinding> findings) {
        jdbc.sql("delete from case_finding where case_id = :case")
                .param("case", caseId)
                .update();
        insertFindings(caseId, findings);
    }

    private void insertFindings(String caseId, List<CaseFinding> findings) {
        for (int ordinal = 0; ordinal < findings.size(); ordinal++) {
            CaseFinding finding = findings.get(ordinal);
            jdbc.sql(FINDING)
                    .param("case", caseId)
                    .param("ordinal", ordinal)
                    .param("part", finding.part().name())
                    .param("pass", finding.passKey())
                    .param("at", CaseStore.parameter(finding.measuredAt()))
                    .param("pollutant", finding.pollutant())
                    .param("measured", finding.measuredValue())
                    .param("limit", finding.limitValue())
                    .param("unit", finding.unit())
                    .param("version", finding.limitVersion())
                    .update();
        }
    }

    void review(String caseId, EnforcementCase.CaseReview review, String policyVersion) {
        jdbc.sql("update enforcement_case set version = version + 1 where case_id = :case")
                .param("case", caseId)
                .update();
        jdbc.sql(REVIEW)
                .param("case", caseId)
                .param("officer", review.officer())
                .param("confirm", review.confirm())
                .param("reason", review.reason())
                .param("policy", policyVersion)
                .param("at", CaseStore.parameter(review.at()))
                .update();
        journal(caseId, review.confirm() ? "REVIEW_CONFIRM" : "REVIEW_DISMISS", review.officer(), review.at());
    }

    void confirm(String caseId, Instant at, Instant repairDeadline, String policyVersion) {
        jdbc.sql(CONFIRM)
                .param("case", caseId)
                .param("at", CaseStore.parameter(at))
                .param("deadline", CaseStore.parameter(repairDeadline))
                .param("policy", policyVersion)
                .update();
        journal(caseId, "CONFIRMED", policyVersion, at);
    }

    /**
     * Ends a case.
     *
     * @param closedAt since when it is ended, for example the time of the inspection
     * @param now when that became known
     */
    void close(String caseId, CaseState state, String code, String reason, Instant closedAt, Instant now) {
        jdbc.sql(CLOSE)
                .param("case", caseId)
                .param("state", state.name())
                .param("at", CaseStore.parameter(closedAt))
                .param("code", code)
                .param("reason", reason)
                .update();
        journal(caseId, state.name(), code + ": " + reason, now);
    }

    void reopen(String caseId, Instant at) {
        jdbc.sql(REOPEN).param("case", caseId).update();
        journal(caseId, "REOPENED", "the inspection no longer lies after the violation", at);
    }

    void lock(String caseId, LockState lock, Instant at) {
        jdbc.sql("update enforcement_case set lock = :lock where case_id = :case")
                .param("case", caseId)
                .param("lock", lock.name())
                .update();
        journal(caseId, "LOCK_" + lock, "", at);
    }

    void referral(String caseId, ReferralState referral, Instant at) {
        jdbc.sql("update enforcement_case set referral = :referral where case_id = :case")
                .param("case", caseId)
                .param("referral", referral.name())
                .update();
        journal(caseId, "REFERRAL_" + referral, "", at);
    }

    void journal(String caseId, String what, String detail, Instant at) {
        jdbc.sql(JOURNAL)
                .param("case", caseId)
                .param("what", what)
                .param("detail", detail)
                .param("at", CaseStore.parameter(at))
                .update();
    }
}
