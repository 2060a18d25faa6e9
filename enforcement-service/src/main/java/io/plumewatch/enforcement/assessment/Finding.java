package io.plumewatch.enforcement.assessment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two consecutive exceedances of one pollutant, and what hangs on them.
 *
 * @param pairs one for each pollutant that the violating pass completed, the leading one first
 * @param joined further exceedances measured before the release and before any change of registration
 * @param releasedAt the first passed inspection after the violation; null = none
 */
public record Finding(
        List<Pair> pairs, List<Judgement> joined, @Nullable Instant releasedAt) {

    public Finding {
        pairs = List.copyOf(pairs);
        joined = List.copyOf(joined);
    }

    /** The pair that leads: opacity before Ringelmann before nitric oxide. */
    public Pair leading() {
        return pairs.get(0);
    }

    public Judgement violation() {
        return leading().violation();
    }

    /** Two exceedances, in the order of measuring. */
    public record Pair(Pollutant pollutant, Judgement prior, Judgement violation) {}
}
