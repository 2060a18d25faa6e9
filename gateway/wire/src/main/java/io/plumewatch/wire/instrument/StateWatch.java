package io.plumewatch.wire.instrument;

import io.plumewatch.wire.instrument.PointValue.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an instrument may be believed, from what it shows one scan after the other. It recovers by itself as soon
 * as what it shows is right again. Not thread-safe; one for each instrument.
 */
public final class StateWatch {

    /** A point with this key is the instrument's own clock: it must move. */
    public static final String CLOCK_KEY = "uptimeSeconds";

    /** States of a map's {@code statusMap} in which an instrument measures. */
    private static final Set<String> MEASURING = Set.of("RUN", "READY", "OK");

    private static final int MAX_REFUSALS = 3;

    private final StateRules rules;
    private final Set<String> varying;
    private final Still values = new Still();
    private final Still clock = new Still();
    private @Nullable Instant outsideSince;
    private int jumps;
    private int refusals;
    private InstrumentState state = InstrumentState.DISCONNECTED;

    /** Since when something shows the same. */
    private static final class Still {
        private String shown = "";
        private @Nullable Instant since;

        boolean longerThan(Duration limit, String now, Instant at) {
            if (since == null || !now.equals(shown)) {
                shown = now;
                since = at;
            }
            return !now.isEmpty() && Duration.between(since, at).compareTo(limit) > 0;
        }

        void forget() {
            since = null;
        }
    }

    StateWatch(StateRules rules, Set<String> varying) {
        this.rules = rules;
        this.varying = Set.copyOf(varying);
    }

    /** Watches an instrument that is read by registers. */
    public static StateWatch of(RegisterMap map) {
        return new StateWatch(
                map.stateRules(),
                map.points().stream().filter(Point::varies).map(Point::key).collect(Collectors.toSet()));
    }

    /** Watches a serial instrument; its values need only vary while a test runs. */
    static StateWatch of(BenchModel model) {
        return new StateWatch(
                model.stateRules(),
                model.requests().stream()
                        .flatMap(request -> request.answer().fields().stream())
                        .filter(BenchField::varies)
                        .map(BenchField::key)
                        .collect(Collectors.toSet()));
    }

    /** Judges a scan of registers. */
    public InstrumentState saw(Scan scan) {
        boolean read = scan.values().stream().anyMatch(value -> !value.flags().contains(Flag.STALE));
        if (!read) {
            return lost();
        }
        boolean measures = scan.values().stream()
                .allMatch(value -> value.value() == null || value.text() == null || MEASURING.contains(value.text()));
        return saw(scan, measures, true);
    }

    /**
     * Judges what an instrument shows.
     *
     * @param measures whether it says itself that it measures
     * @param mustVary whether a real one would not show the same for long now; one that is frozen stays so until it moves
     */
    InstrumentState saw(Scan scan, boolean measures, boolean mustVary) {
        refusals = 0;
        boolean lies = lies(scan);
        boolean watched = mustVary || state == InstrumentState.FROZEN;
        if (!watched) {
            values.forget();
        }
        boolean frozen = watched && values.longerThan(rules.frozenAfter(), shown(scan.values(), varying), scan.at());
        if (!measures) {
            state = InstrumentState.NOT_READY;
        } else if (frozen) {
            state = InstrumentState.FROZEN;
        } else {
            state = lies ? InstrumentState.LYING : InstrumentState.OK;
        }
        return state;
    }

    /** Judges a refusal: one may be noise, three in a row are not. */
    public InstrumentState refused() {
        if (++refusals >= MAX_REFUSALS) {
            state = InstrumentState.NOT_READY;
        }
        return state;
    }

    /** It did not answer, or the connection is gone. */
    public InstrumentState lost() {
        state = InstrumentState.DISCONNECTED;
        values.forget();
        clock.forget();
        outsideSince = null;
        jumps = 0;
        return state;
    }

    public InstrumentState state() {
        return state;
    }

    private boolean lies(Scan scan) {
        boolean outside = has(scan, Flag.OUT_OF_RANGE);
        if (!outside) {
            outsideSince = null;
        } else if (outsideSince == null) {
            outsideSince = scan.at();
        }
        jumps = has(scan, Flag.RATE) ? jumps + 1 : 0;
        boolean stands = clock.longerThan(rules.frozenAfter(), shown(scan.values(), Set.of(CLOCK_KEY)), scan.at());
        return stands
                || jumps >= rules.jumps()
                || outsideSince != null
                        && Duration.between(outsideSince, scan.at()).compareTo(rules.atLimitAfter()) > 0;
    }

    private static boolean has(Scan scan, Flag flag) {
        return scan.values().stream().anyMatch(value -> value.flags().contains(flag));
    }

    private static String shown(List<PointValue> values, Set<String> keys) {
        return values.stream()
                .filter(value -> keys.contains(value.key()) && value.value() != null)
                .map(value -> value.key() + value.rawHex())
                .collect(Collectors.joining(" "));
    }
}
