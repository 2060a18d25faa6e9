package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Keeps who registered and changed what, in the transaction of the change: a change of fuel or of a site makes and
 * unmakes verdicts, and the rows themselves show only how things stand now.
 */
@Component
class Changelog {

    /** Of these only that they changed: the audit is read by more people than may see them. */
    private static final Set<String> UNSAID =
            Set.of("owner_name", "owner_phone", "secret_sha256", "password_sha256", "vin", "iccid");

    private static final int LONGEST_SUBJECT = 1_000;

    private final Audit audit;

    Changelog(Audit audit) {
        this.audit = audit;
    }

    /**
     * Records what is new and what differs.
     *
     * @param what for example {@code vehicle}
     */
    <T> void record(Caller caller, String what, List<Change<T>> changes, Function<T, String> key) {
        String kind = what.toUpperCase(Locale.ROOT);
        audit.recordAll(
                caller,
                kind + "_REGISTERED",
                changes.stream()
                        .filter(change -> change.outcome() == Change.Outcome.CREATED)
                        .map(change -> key.apply(change.now()))
                        .toList());
        audit.recordAll(
                caller,
                kind + "_CHANGED",
                changes.stream()
                        .filter(change -> change.outcome() == Change.Outcome.UPDATED)
                        .map(change -> key.apply(change.now()) + " " + differences(change))
                        .toList());
    }

    private static <T> String differences(Change<T> change) {
        JsonNode before = Register.row(change.before());
        List<String> differences = new ArrayList<>();
        for (var now : Register.row(change.now()).properties()) {
            JsonNode was = before.path(now.getKey());
            if (!was.equals(now.getValue())) {
                differences.add(
                        UNSAID.contains(now.getKey())
                                ? now.getKey()
                                : now.getKey() + ": " + text(was) + " -> " + text(now.getValue()));
            }
        }
        String all = String.join(", ", differences);
        return all.substring(0, Math.min(all.length(), LONGEST_SUBJECT));
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "-" : value.asString(value.toString());
    }
}
