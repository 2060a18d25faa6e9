package io.plumewatch.sim.load;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The figure in the middle, which one odd measurement does not move. */
public final class Medians {

    private Medians() {}

    /** Returns the median of a figure, the greater one of the two in the middle; NaN of nothing. */
    public static <T> double of(Collection<T> measured, ToDoubleFunction<? super T> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
