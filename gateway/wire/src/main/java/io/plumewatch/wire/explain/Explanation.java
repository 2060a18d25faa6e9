package io.plumewatch.wire.explain;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One input explained, for programs and for people.
 *
 * @param json the object of {@code explain --json}
 * @param rows the same byte by byte, in input order
 */
public record Explanation(ObjectNode json, List<Row> rows) {

    public Explanation {
        rows = List.copyOf(rows);
    }

    /** Returns whether framing, length, check value and layout are right, here and in what is inside. */
    public boolean ok() {
        return json.path("ok").asBoolean(false);
    }

    /**
     * One line of the table.
     *
     * @param offset from the start of the input; -1 where the input has no bytes of its own, as in JSON
     * @param length in bytes
     * @param raw the bytes as hex
     * @param unit empty where there is none
     * @param remark empty where there is nothing to say
     */
    public record Row(int offset, int length, String raw, String field, String value, String unit, String remark) {}
}
