package io.plumewatch.wire.rs;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonContent;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.json.JsonText;
import io.plumewatch.wire.json.StrictJson;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON of remote-sensing units, read strictly and written.
 *
 * <p>Reading never throws: it gives the record, or which field is wrong and what was expected.
 */
public final class RsJson {

    private static final int MAX_REASON = 64;
    private static final int MAX_ACK_ID = 80;

    /** How a message was sent, which may differ when the same pass is sent again. */
    private static final Set<String> TRANSPORT = Set.of("sentAt", "sequence", "replayed");

    private RsJson() {}

    /** Reads a payload of the {@code pass} topic. */
    public static Decoded<RsPass> pass(byte[] json) {
        return StrictJson.read(json, PassReader::pass);
    }

    /** Reads a payload of the {@code calibration} topic. */
    public static Decoded<RsCalibration> calibration(byte[] json) {
        return StrictJson.read(json, CalibrationReader::calibration);
    }

    /** Reads a payload of the {@code status} topic. */
    public static Decoded<RsStatus> status(byte[] json) {
        return StrictJson.read(json, RsJson::status);
    }

    /** Reads a payload of the {@code ack} topic. */
    public static Decoded<RsAck> ack(byte[] json) {
        return StrictJson.read(json, RsJson::ack);
    }

    public static byte[] write(RsPass pass) {
        return JsonText.write(pass);
    }

    public static byte[] write(RsCalibration calibration) {
        return JsonText.write(calibration);
    }

    public static byte[] write(RsStatus status) {
        return JsonText.write(status);
    }

    public static byte[] write(RsAck ack) {
        return JsonText.write(ack);
    }

    /** Returns the SHA-256 of what a pass says, without how it was sent: equal for a pass that is sent again. */
    public static String contentHash(byte[] pass) {
        return JsonContent.hash(pass, TRANSPORT);
    }

    /** Returns the pass id of a payload that may be broken elsewhere, to answer it. */
    public static Optional<String> passId(byte[] json) {
        return id(json, "passId");
    }

    /** Returns the calibration id of a payload that may be broken elsewhere, to answer it. */
    public static Optional<String> calibrationId(byte[] json) {
        return id(json, "calibrationId");
    }

    private static Optional<String> id(byte[] json, String field) {
        return JsonContent.topLevelText(json, field).filter(RsParts::isId);
    }

    private static RsStatus status(JsonFields fields) {
        return new RsStatus(
                fields.constant("state", RsStatus.State.class),
                fields.time("at"),
                fields.optionalPrintable("firmware", RsParts.MAX_ID),
                fields.optionalObject("position", RsParts::position));
    }

    private static RsAck ack(JsonFields fields) {
        return new RsAck(
                fields.printable("id", MAX_ACK_ID),
                fields.constant("outcome", RsAck.Outcome.class),
                fields.optionalPrintable("reason", MAX_REASON));
    }
}
