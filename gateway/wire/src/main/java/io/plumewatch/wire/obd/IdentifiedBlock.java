package io.plumewatch.wire.obd;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One information block with what makes it the same block wherever and however often it comes: VIN, type, time and body.
 * Serials do not: terminals use them for live and stored packets alike, and begin anew whenever they like.
 *
 * @param vin 17 characters of the header, as sent
 * @param type type flag on the wire
 * @param blockTime when it was acquired; where the layout gives the block no time, that of its packet, plus one second
 *     for every stream block before it; null when the packet has no time either
 * @param bodySha256 lower-case hex SHA-256 of the body: without type flag, serial, time, length prefix and signature
 * @param supplementary whether it came from the terminal's store (command 0x03)
 * @param serial the block's own serial, else the packet's
 * @param markers the fields that hold no number, and why
 * @param content what the body says
 */
public record IdentifiedBlock(
        String vin,
        int type,
        @Nullable Instant blockTime,
        String bodySha256,
        boolean supplementary,
        @Nullable Integer serial,
        Map<ObdField, Reading.State> markers,
        ObdBlock.Content content) {

    public IdentifiedBlock {
        var copy = new EnumMap<ObdField, Reading.State>(ObdField.class);
        copy.putAll(markers);
        markers = Collections.unmodifiableMap(copy);
    }

    /** Returns the idempotency key: {@code vin/type/epochSecond/bodySha256}, {@code -} for an unknown time. */
    public String key() {
        String time = blockTime == null ? "-" : Long.toString(blockTime.getEpochSecond());
        return vin + "/" + type + "/" + time + "/" + bodySha256;
    }

    /** Leaves the VIN out. */
    @Override
    public String toString() {
        return "IdentifiedBlock[type " + type + ", " + blockTime + ", " + markers.size() + " markers]";
    }
}
