package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.standards.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which images a case must have before it can be confirmed: each measurement that it rests on, at least so many. */
final class Evidence {

    private Evidence() {}

    /** Returns what is missing, in words; empty = complete. */
    static List<String> missing(KnownCase known, Map<String, PassFact> passes, Policy policy) {
        List<String> missing = new ArrayList<>();
        for (CaseFinding finding : known.grounds()) {
            long stored = storedPhotos(finding, passes);
            if (stored < policy.minimumPhotos()) {
                String text = "the measurement of " + finding.measuredAt() + " has " + stored + " of "
                        + policy.minimumPhotos() + " images";
                if (!missing.contains(text)) {
                    missing.add(text);
                }
            }
        }
        return missing;
    }

    /** Returns how many different images a pass names, stored or not yet. */
    static long namedPhotos(PassFact pass) {
        return pass.photos().stream()
                .map(PassFact.StoredPhoto::sha256)
                .distinct()
                .count();
    }

    /** Different images only: the same one named twice proves nothing more. */
    private static long storedPhotos(CaseFinding finding, Map<String, PassFact> passes) {
        PassFact pass = finding.passKey() == null ? null : passes.get(finding.passKey());
        return pass == null
                ? 0
                : pass.photos().stream()
                        .filter(PassFact.StoredPhoto::stored)
                        .map(PassFact.StoredPhoto::sha256)
                        .distinct()
                        .count();
    }
}
