package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.InstrumentBoard.Value;
import io.plumewatch.gateway.intake.InstrumentState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one whole poll of an instrument showed.
 *
 * @param state what is to be thought of it: OK, WARMUP, BUSY, FROZEN or LYING
 * @param detail why not OK, in words
 * @param values what it measures at the moment
 * @param test a test that is finished
 */
record Look(
        InstrumentState state,
        @Nullable String detail,
        List<Value> values,
        @Nullable FinishedTest test) {}
