package io.plumewatch.wire.obd;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One information block of an upload.
 *
 * @param type type flag on the wire
 * @param serial the block's own serial; null where the layout gives it none
 * @param time when it was acquired: sent with it (the packet's time where the block's is unknown), or counted from the
 *     packet's time for stream blocks, one a second; null when unknown
 * @param content what the body says
 * @param signature the block's own signature; null except in the signed form of layout B
 */
public record ObdBlock(
        int type,
        @Nullable Integer serial,
        @Nullable OffsetDateTime time,
        Content content,
        @Nullable ObdSignature signature) {

    /** The body of a block. */
    public sealed interface Content permits Diagnostics, Measurements, Vendor {}

    /**
     * A body that is a vendor's own.
     *
     * @param body without the length in front
     * @param lengthPrefixed whether a WORD length stands in front
     */
    public record Vendor(Octets body, boolean lengthPrefixed) implements Content {}
}
