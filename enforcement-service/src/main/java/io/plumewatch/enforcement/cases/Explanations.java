package io.plumewatch.enforcement.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Finding;
import io.plumewatch.enforcement.assessment.Judgement;
import io.plumewatch.enforcement.standards.Limits;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Computes a decision again and shows how: each measurement's judgement, the limits, the policies, what happened. */
@Component
class Explanations {

    private static final String JOURNAL = """
            select version, what, detail, at from case_event where case_id = :case order by event_id
            """;

    private final Reconciler reconciler;
    private final Standards standards;
    private final JdbcClient jdbc;
    private final Clock clock;

    Explanations(Reconciler reconciler, Standards standards, JdbcClient jdbc, Clock clock) {
        this.reconciler = reconciler;
        this.standards = standards;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Explanation of(KnownCase known) {
        Instant asOf = clock.instant();
        Assessed assessed = reconciler
                .assess(known.shown().vehicleId(), asOf)
                .orElseThrow(() -> new IllegalStateException("the vehicle of case " + known.caseId() + " is gone"));
        Rulebook rulebook = standards.rulebook();
        Set<String> policies =
                assessed.judgements().stream().map(Judgement::policyVersion).collect(Collectors.toSet());
        Set<String> limits =
                assessed.judgements().stream().map(Judgement::limitVersion).collect(Collectors.toSet());
        return new Explanation(
                known.caseId(),
                known.shown().rule(),
                known.policyVersion(),
                asOf,
                known.is(Rules.TWO_CONSECUTIVE)
                        ? Reconciliation.lostGround(known, assessed).orElse(null)
                        : null,
                rulebook.limits().stream()
                        .filter(each -> limits.contains(each.version()))
                        .toList(),
                rulebook.policies().stream()
                        .filter(each -> policies.contains(each.version()))
                        .toList(),
                assessed.judgements(),
                assessed.findings(),
                journal(known.caseId()));
    }

    private List<Event> journal(String caseId) {
        return jdbc.sql(JOURNAL)
                .param("case", caseId)
                .query((row, number) -> new Event(
                        row.getInt("version"),
                        row.getString("what"),
                        row.getString("detail"),
                        CaseStore.instant(row, "at")))
                .list();
    }

    /**
     * A decision, computed again.
     *
     * @param decidedByPolicy the policy that the case was last decided by
     * @param lostGround why its pair would no longer make a finding; absent = it still does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Explanation(
            String caseId,
            String rule,
            String decidedByPolicy,
            Instant asOf,
            Assessed.@Nullable LostGround lostGround,
            List<Limits> limits,
            List<Policy> policies,
            List<Judgement> measurements,
            List<Finding> findings,
            List<Event> journal) {}

    /** Something that happened to the case. */
    record Event(int version, String what, String detail, Instant at) {}
}
