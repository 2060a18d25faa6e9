package io.plumewatch.enforcement.facts.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.json.Range;
import io.plumewatch.wire.json.StrictJson;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what gateways write of instruments. */
final class InstrumentPayload {

    private static final int MOST_VALUES = 200;
    private static final int LONGEST = 100;
    private static final Range ANY = new Range(-1e12, 1e12, "");

    private InstrumentPayload() {}

    /**
     * One number of an instrument.
     *
     * @param value null = not shown, or not valid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Value(
            String key, @Nullable Double value, @Nullable String unit) {

        static Value read(JsonFields fields) {
            return new Value(
                    fields.printable("key", LONGEST),
                    fields.optionalNumber("value", ANY),
                    fields.optionalPrintable("unit", LONGEST));
        }
    }

    /** A finished test. */
    record Test(
            String testNo,
            String kind,
            @Nullable OffsetDateTime startedAt,
            OffsetDateTime finishedAt,
            List<Value> values) {}

    /** What a sensor shows at a time. */
    record Sensed(OffsetDateTime at, String state) {}

    static Decoded<Test> test(byte[] json) {
        return StrictJson.readProtocol(
                json,
                fields -> new Test(
                        fields.printable("testNo", LONGEST),
                        fields.printable("kind", LONGEST),
                        fields.optionalTime("startedAt"),
                        fields.time("finishedAt"),
                        fields.objects("values", MOST_VALUES, Value::read)));
    }

    static Decoded<Sensed> sensed(byte[] json) {
        return StrictJson.read(json, fields -> {
            fields.objects("values", MOST_VALUES, Value::read);
            return new Sensed(fields.time("at"), fields.printable("state", LONGEST));
        });
    }
}
