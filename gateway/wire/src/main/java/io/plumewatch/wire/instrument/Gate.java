package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sees by one value, with hysteresis, whether something is going on: an engine accelerates, a probe is in an exhaust. It
 * tells a beginning only after a rest that it has seen.
 */
final class Gate {

    private final String key;
    private final BigDecimal high;
    private final BigDecimal low;
    private final Duration rest;
    private boolean open;
    private boolean rested;
    private @Nullable Instant lowSince;

    /** What a scan shows. */
    enum Edge {
        /** Left a rest. */
        BEGINS,
        NONE
    }

    private Gate(String key, BigDecimal high, BigDecimal low, Duration rest) {
        this.key = key;
        this.high = high;
        this.low = low;
        this.rest = rest;
    }

    static Gate of(TestRules rules) {
        if (rules instanceof TestRules.FreeAcceleration free) {
            return new Gate(free.gateKey(), free.gateHigh(), free.gateLow(), free.rest());
        }
        var gas = (TestRules.SteadyGas) rules;
        return new Gate(gas.gateKey(), gas.gateHigh(), gas.gateLow(), gas.rest());
    }

    Edge saw(Scan scan) {
        BigDecimal value = scan.value(key).map(PointValue::value).orElse(null);
        if (value == null) {
            return Edge.NONE;
        }
        if (value.compareTo(low) < 0) {
            open = false;
            if (lowSince == null) {
                lowSince = scan.at();
            }
            rested |= Duration.between(lowSince, scan.at()).compareTo(rest) >= 0;
            return Edge.NONE;
        }
        lowSince = null;
        if (value.compareTo(high) < 0 || open) {
            return Edge.NONE;
        }
        open = true;
        boolean begins = rested;
        rested = false;
        return begins ? Edge.BEGINS : Edge.NONE;
    }

    /** Returns whether it is going on. */
    boolean high() {
        return open;
    }

    /** The next beginning needs a rest first. */
    void mustRest() {
        rested = false;
        lowSince = null;
    }

    /** Nothing is known any more: the rest must be seen again, and so must what is going on. */
    void forget() {
        mustRest();
        open = false;
    }
}
