package io.plumewatch.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What explain says of a JSON message, beside what the gateway made of it. */
public final class ExplainedJson {

    /** Refusals of the form; the others are about what a readable message says, or about when it came. */
    private static final Set<Reason> OF_FORM =
            EnumSet.of(Reason.MALFORMED_JSON, Reason.MISSING_FIELD, Reason.WRONG_TYPE);

    private ExplainedJson() {}

    /** Holds that both agree; returns whether the gateway took the message. */
    public static boolean agrees(JsonNode explained, @Nullable Refusal refusal, String about) {
        boolean form = refusal != null
                && (OF_FORM.contains(refusal.reason())
                        || refusal.reason() == Reason.OUT_OF_RANGE && refusal.field() == null);
        assertThat(explained.path("ok").asBoolean())
                .as("%s: %s, %s", about, refusal, explained)
                .isEqualTo(!form);
        boolean ofContent = refusal != null && refusal.reason() == Reason.OUT_OF_RANGE && !form;
        if (refusal != null && (form || ofContent)) {
            // Where nothing is left that names its kind, only the topic could tell that it is no pass.
            assertThat(explained
                            .path("warnings")
                            .valueStream()
                            .map(warning -> warning.path("code").asString("") + " "
                                    + warning.path("field").asString("")))
                    .as("%s: %s", about, explained)
                    .containsAnyOf(
                            refusal.reason() + " " + Objects.requireNonNullElse(refusal.field(), ""),
                            "MISSING_FIELD passId");
        }
        return refusal == null;
    }
}
