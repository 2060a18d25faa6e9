package io.plumewatch.gateway.instrument;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One line as the file has it. Two that are equal are the same line: it is not disturbed when the file changes.
 *
 * @param name names the line in metrics and messages, 1..40 of {@code A-Z a-z 0-9 . _ -}
 */
record LineConfig(String name, Transport transport, List<Instrument> instruments) {

    LineConfig {
        instruments = List.copyOf(instruments);
    }

    /**
     * One instrument on a line.
     *
     * @param deviceNo its number in the registry
     * @param model name and version of its register map or codec, {@code name@version}
     * @param unitId its Modbus address, 1..247
     * @param overrides what differs from the model
     */
    record Instrument(String deviceNo, String model, int unitId, JsonNode overrides) {}
}
