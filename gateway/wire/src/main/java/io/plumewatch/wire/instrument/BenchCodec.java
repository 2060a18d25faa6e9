package io.plumewatch.wire.instrument;

import io.plumewatch.wire.instrument.PointValue.Flag;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one model of serial instrument: 9600 baud 8N1 behind a serial server, a question, an answer. No
 * answer says which question it belongs to beyond the command that some repeat; so whoever asks must wait for the whole
 * answer, and hang up when it does not come.
 */
public final class BenchCodec {

    /** In place of an answer: refused, or the check byte of the request was wrong. */
    public static final int REFUSAL = 0x15;

    private static final String OPACITY = "opacityPercent";
    private static final String ABSORPTION = "absorptionK";

    private final BenchModel model;

    BenchCodec(BenchModel model) {
        this.model = model;
    }

    public BenchModel model() {
        return model;
    }

    /**
     * Returns how long the whole answer is, as far as can be told from its beginning. Read until so many bytes are
     * there, asking again after each portion: a refusal is one byte only.
     */
    public int expectedLength(BenchRequest request, Octets soFar) {
        if (refused(request, soFar)) {
            return 1;
        }
        var error = model.error();
        if (error != null && soFar.length() > error.at() && soFar.u8(error.at()) == error.value()) {
            return error.length();
        }
        return request.answer().length();
    }

    /** Reads the answer to a request; bytes beyond {@link #expectedLength} make it malformed. */
    public BenchAnswer decode(BenchRequest request, Octets answer) {
        var layout = request.answer();
        if (answer.length() == 1 && refused(request, answer) || error(answer)) {
            return new BenchAnswer.Refused();
        }
        var wrong = wrong(layout, answer);
        if (wrong != null) {
            return wrong;
        }
        var status = layout.status();
        if (status == null && layout.fields().isEmpty()) {
            return new BenchAnswer.Accepted();
        }
        return new BenchAnswer.Reading(new BenchReading(
                status == null ? BenchStatus.NOT_TOLD : status.read(answer), values(layout, answer), answer));
    }

    /**
     * Writes the answer to a request, as the instrument would: for those who play one. A value that has no place in the
     * answer is left out, a place without value is 0.
     */
    public Octets encode(BenchRequest request, Map<String, BigDecimal> values, BenchStatus status) {
        return BenchEncoder.answer(request.answer(), values, status);
    }

    private static boolean refused(BenchRequest request, Octets answer) {
        var head = request.answer().head();
        return answer.length() > 0 && answer.u8(0) == REFUSAL && !head.isEmpty() && head.get(0) != REFUSAL;
    }

    private boolean error(Octets answer) {
        var error = model.error();
        return error != null
                && answer.length() == error.length()
                && answer.u8(error.at()) == error.value()
                && CheckRule.SUM.wrong(answer) == null;
    }

    private static BenchAnswer.@Nullable Malformed wrong(BenchRequest.Answer layout, Octets answer) {
        for (int i = 0; i < Math.min(layout.head().size(), answer.length()); i++) {
            int expected = layout.head().get(i);
            if (expected >= 0 && answer.u8(i) != expected) {
                return new BenchAnswer.Malformed(i, "head", Hex.of(expected), Hex.of(answer.u8(i)));
            }
        }
        if (answer.length() != layout.length()) {
            return new BenchAnswer.Malformed(
                    Math.min(answer.length(), layout.length()),
                    "length",
                    layout.length() + " bytes",
                    answer.length() < layout.length() ? "" : answer.length() + " bytes");
        }
        return layout.check().wrong(answer);
    }

    private List<PointValue> values(BenchRequest.Answer layout, Octets answer) {
        var values = new ArrayList<PointValue>();
        layout.fields().forEach(field -> values.add(field.read(answer)));
        BigDecimal path = model.opticalPathM();
        if (path != null) {
            addOther(values, OPACITY, ABSORPTION, "1/m", opacity -> Opacity.absorption(opacity, path));
            addOther(values, ABSORPTION, OPACITY, "%", k -> Opacity.percent(k, path));
        }
        return values;
    }

    private interface Formula {
        @Nullable
        BigDecimal of(BigDecimal value);
    }

    /** Opacity and absorption are two names of one thing; an answer with only one of them still gives both. */
    private static void addOther(List<PointValue> values, String known, String other, String unit, Formula formula) {
        PointValue from = find(values, known);
        if (from != null && find(values, other) == null) {
            BigDecimal number = from.value() == null ? null : formula.of(from.value());
            values.add(new PointValue(
                    other,
                    number,
                    null,
                    unit,
                    number == null && from.flags().isEmpty() ? Set.of(Flag.OUT_OF_RANGE) : from.flags(),
                    from.rawHex()));
        }
    }

    private static @Nullable PointValue find(List<PointValue> values, String key) {
        return values.stream()
                .filter(value -> value.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
