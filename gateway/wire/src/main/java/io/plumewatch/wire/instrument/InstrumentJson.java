package io.plumewatch.wire.instrument;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The payload of log entries about finished tests, UTF-8 JSON. Times are written in GMT+8. */
public final class InstrumentJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);

    private InstrumentJson() {}

    /**
     * Returns the payload of a finished test.
     *
     * @param device number of the instrument's registration
     * @param model {@code name@version} of the model that the bytes were read with
     */
    public static byte[] finished(String device, String model, FinishedTest test) {
        ObjectNode json = head(device, model);
        json.put("testNo", test.testNo());
        json.put("kind", test.kind());
        json.put("startedAt", time(test.startedAt()));
        json.put("finishedAt", time(test.finishedAt()));
        values(json.putArray("values"), test.values());
        ArrayNode raw = json.putArray("raw");
        for (Exchange exchange : test.raw()) {
            raw.addObject()
                    .put("at", time(exchange.at()))
                    .put("request", exchange.request())
                    .put("response", exchange.response());
        }
        return MAPPER.writeValueAsBytes(json);
    }

    private static ObjectNode head(String device, String model) {
        return JsonNodeFactory.instance.objectNode().put("instrument", device).put("model", model);
    }

    private static void values(ArrayNode array, List<PointValue> values) {
        for (PointValue value : values) {
            ObjectNode json = array.addObject().put("key", value.key());
            if (value.value() != null) {
                json.put("value", value.value());
            }
            if (value.text() != null) {
                json.put("text", value.text());
            }
            if (!value.unit().isEmpty()) {
                json.put("unit", value.unit());
            }
            if (!value.flags().isEmpty()) {
                ArrayNode flags = json.putArray("flags");
                value.flags().stream().sorted().forEach(flag -> flags.add(flag.name()));
            }
        }
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(GMT8));
    }
}
