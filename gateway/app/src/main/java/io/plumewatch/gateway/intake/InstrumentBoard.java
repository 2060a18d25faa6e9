package io.plumewatch.gateway.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What every polled instrument last showed. As long as the list of what is polled; in memory only. */
public final class InstrumentBoard {

    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    /** Replaces what is shown of an instrument. */
    public void show(Shown now) {
        shown.put(now.deviceNo, now);
    }

    /** Shows an instrument no longer. */
    public void forget(String deviceNo) {
        shown.remove(deviceNo);
    }

    public List<Shown> all() {
        return shown.values().stream()
                .sorted(Comparator.comparing(Shown::deviceNo))
                .toList();
    }

    /**
     * One instrument.
     *
     * @param areaCode its area, as far as the registry knows it
     * @param since when it came into this state
     * @param polls how often it should have answered since its line was set up
     * @param answered how often it did
     * @param detail what is wrong, in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            String deviceNo,
            @JsonIgnore @Nullable String areaCode,
            String line,
            String model,
            InstrumentState state,
            Instant since,
            @Nullable Instant lastAnswerAt,
            long polls,
            long answered,
            @Nullable String detail,
            List<Value> values,
            @Nullable LastTest lastTest) {}

    /**
     * One value.
     *
     * @param value null where there is no number
     * @param text a text, or the name of the state that the number stands for
     * @param flags why it must be taken with care, for example {@code OUT_OF_RANGE}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Value(
            String key,
            @Nullable BigDecimal value,
            @Nullable String text,
            String unit,
            List<String> flags) {}

    /**
     * The last finished test.
     *
     * @param logged whether the log has it
     */
    public record LastTest(String testNo, Instant finishedAt, boolean logged) {}
}
