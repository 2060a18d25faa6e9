package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an officer decides on a case.
 *
 * @param version the version that he saw; null = whatever it is
 * @param rejectedPassIds measurements that he rejects for good; empty in a dismissal = all that the case rests on
 */
record ReviewRequest(
        Decision decision, String reason, @Nullable Integer version, List<String> rejectedPassIds) {

    private static final int LONGEST_REASON = 2000;

    enum Decision {
        CONFIRM,
        DISMISS
    }

    static ReviewRequest of(JsonNode body) {
        Fields fields = Fields.of(body);
        ReviewRequest request = new ReviewRequest(
                fields.choice("decision", Decision.class),
                fields.text("reason", LONGEST_REASON),
                fields.optionalInteger("version", 1, Integer.MAX_VALUE),
                passIds(body.get("rejectedPassIds"), fields));
        fields.refuseIfWrong();
        if (request.decision == Decision.CONFIRM && !request.rejectedPassIds.isEmpty()) {
            throw Refusal.badRequest(
                    "INVALID_INPUT", "rejectedPassIds", "belongs to a dismissal; leave it out to confirm");
        }
        return request;
    }

    private static List<String> passIds(@Nullable JsonNode node, Fields fields) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> ids.add(each.isString() ? each.stringValue() : ""));
        }
        if (!node.isArray() || ids.contains("")) {
            fields.wrong("rejectedPassIds", "must be an array of pass ids");
        }
        return ids;
    }
}
