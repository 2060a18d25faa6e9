package io.plumewatch.wire.obd;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an upload, each with its identity, so that live and stored copies of the same second become one.
 *
 * <p>Order them by {@link IdentifiedBlock#blockTime}, never by arrival or serial: a terminal sends what it could not
 * send before between its live packets.
 */
public final class ObdBlocks {

    private ObdBlocks() {}

    /** Returns the blocks of a whole frame in wire order; none for a frame that is no readable upload. */
    public static List<IdentifiedBlock> of(ObdFrame frame) {
        return of(frame, null);
    }

    /** Returns the blocks of a frame, read first in the layout of the profile that is filed for its terminal, if any. */
    public static List<IdentifiedBlock> of(ObdFrame frame, @Nullable ObdProfile filed) {
        return of(frame.vin(), ObdDecoder.decode(frame, filed));
    }

    /** Returns the blocks of a message in wire order; none for a message that is no upload. */
    public static List<IdentifiedBlock> of(String vin, ObdMessage message) {
        return message instanceof ObdMessage.Upload upload
                ? upload.blocks().stream()
                        .map(block -> identified(vin, upload, block))
                        .toList()
                : List.of();
    }

    private static IdentifiedBlock identified(String vin, ObdMessage.Upload upload, ObdBlock block) {
        return new IdentifiedBlock(
                vin,
                block.type(),
                instant(block.time() != null ? block.time() : upload.time()),
                sha256(ObdEncoder.body(block.content())),
                upload.supplementary(),
                block.serial() != null ? block.serial() : upload.serial(),
                markers(block.content()),
                block.content());
    }

    private static Map<ObdField, Reading.State> markers(ObdBlock.Content content) {
        var markers = new EnumMap<ObdField, Reading.State>(ObdField.class);
        if (content instanceof Measurements measurements) {
            for (ObdField field : measurements.type().fields()) {
                var marker = measurements.marker(field);
                if (marker != null) {
                    markers.put(field, marker);
                }
            }
        }
        return markers;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
