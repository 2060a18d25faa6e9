package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.cases.EnforcementCase.ReferralState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Officers' way to the cases of their areas. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {

    private static final Pattern CURSOR = Pattern.compile("(C[0-9]{9,18})?");
    private static final int MOST = 500;

    private final CaseStore store;
    private final CaseViews views;
    private final Reviews reviews;
    private final Explanations explanations;
    private final Audit audit;

    CaseController(CaseStore store, CaseViews views, Reviews reviews, Explanations explanations, Audit audit) {
        this.store = store;
        this.views = views;
        this.reviews = reviews;
        this.explanations = explanations;
        this.audit = audit;
    }

    @GetMapping
    @Allow(Role.OFFICER)
    CasePage list(
            Caller caller,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String lock,
            @RequestParam(defaultValue = "") String referral,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (!CURSOR.matcher(after).matches()) {
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be empty or a page's next");
        }
        if (limit < 1 || limit > MOST) {
            throw Refusal.badRequest("INVALID_INPUT", "limit", "must be in 1.." + MOST);
        }
        CaseFilter filter = new CaseFilter(
                choice("state", state, CaseState.class),
                choice("lock", lock, LockState.class),
                choice("referral", referral, ReferralState.class),
                after);
        List<KnownCase> found = store.page(filter, caller.areas().patterns(), limit + 1);
        List<KnownCase> page = found.subList(0, Math.min(limit, found.size()));
        audit.record(caller, "CASES_READ", page.size() + " cases after '" + after + "'");
        return new CasePage(
                views.show(page, caller),
                found.size() > limit ? page.get(limit - 1).caseId() : null);
    }

    @GetMapping("/{caseId}")
    @Allow(Role.OFFICER)
    CaseView one(Caller caller, @PathVariable String caseId) {
        KnownCase known = reviews.visible(caller, caseId);
        audit.record(caller, "CASE_READ", caseId);
        return show(known, caller);
    }

    @PostMapping("/{caseId}/reviews")
    @Allow(Role.OFFICER)
    CaseView review(Caller caller, @PathVariable String caseId, @RequestBody JsonNode body) {
        reviews.visible(caller, caseId);
        ReviewRequest request = ReviewRequest.of(body);
        reviews.review(caller, caseId, request, reviews.bringUpToDate(caller, caseId));
        audit.record(caller, "CASE_REVIEWED", caseId);
        return show(reviews.visible(caller, caseId), caller);
    }

    @GetMapping("/{caseId}/explanation")
    @Allow(Role.OFFICER)
    Explanations.Explanation explain(Caller caller, @PathVariable String caseId) {
        KnownCase known = reviews.visible(caller, caseId);
        audit.record(caller, "CASE_EXPLAINED", caseId);
        return explanations.of(known);
    }

    private CaseView show(KnownCase known, Caller caller) {
        return views.show(List.of(known), caller).get(0);
    }

    private static <E extends Enum<E>> String choice(String field, String value, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String name = value.toUpperCase(Locale.ROOT);
        if (!name.isEmpty() && !names.contains(name)) {
            throw Refusal.badRequest("INVALID_INPUT", field, "must be one of " + names);
        }
        return name;
    }

    /** A page; {@code next} is null at the end. */
    record CasePage(List<CaseView> items, @Nullable String next) {}
}
