package io.plumewatch.wire.explain;

import io.plumewatch.wire.hj212.AirReading;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Deviation;
import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Frame;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Readings;
import io.plumewatch.wire.hj212.UnitProfile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Puts what an HJ 212 message says into the JSON object, and what is odd about it into the warnings. */
final class Hj212MessageExplainer {

    private final Sheet sheet;
    private final ObjectNode json;
    private final Set<Deviation> unsaid;
    private final UnitProfile profile;

    Hj212MessageExplainer(Sheet sheet, Set<Deviation> unsaid, UnitProfile profile) {
        this.profile = profile;
        this.sheet = sheet;
        this.json = sheet.json();
        this.unsaid = unsaid;
    }

    /** Writes all of it. {@code sealed} content is not shown: it means nothing without its key. */
    void json(Hj212Decoded decoded, boolean sealed) {
        if (decoded instanceof Hj212Decoded.Refused refused) {
            sheet.problem(Problem.UNKNOWN_LAYOUT);
            sheet.warn(refused.reason().name(), refused.field(), "expected " + refused.expected());
            fields(null, true);
            return;
        }
        var message = ((Hj212Decoded.Ok) decoded).message();
        if (!sealed) {
            warnOfDeviations(message);
            warnOfReadings(message);
        }
        fields(message, sealed);
    }

    /** Writes the fields alone; null for those of no message. */
    void fields(@Nullable Hj212Message message, boolean sealed) {
        json.put("qn", message == null ? null : message.qn());
        json.put("st", message == null ? null : message.st());
        json.put("cn", message == null ? null : message.cn());
        json.put("pw", message == null || message.pw() == null ? null : Secrets.MASK);
        json.put("mn", message == null ? null : message.mn());
        var flag = message == null ? null : message.flag();
        json.put("flag", flag == null ? null : flag.value());
        if (message == null) {
            json.putNull("cp");
            return;
        }
        if (message.pnum() != null) {
            json.put("pnum", message.pnum());
        }
        if (message.pno() != null) {
            json.put("pno", message.pno());
        }
        if (message.resent()) {
            json.put("rf", 1);
        }
        var items = json.putObject("cp");
        if (!sealed) {
            message.items().forEach(item -> items.put(item.key(), item.secret() ? Secrets.MASK : item.value()));
        }
    }

    /** Adds the items of a frame that was sent encrypted, as lines without bytes. */
    void plainLines(Hj212Frame opened) {
        if (Hj212Decoder.decode(opened) instanceof Hj212Decoded.Ok ok) {
            for (CpItem item : ok.message().items()) {
                sheet.line(item.key(), item.secret() ? Secrets.MASK : item.value(), Hj212Meaning.remark(item));
            }
        }
    }

    private void warnOfDeviations(Hj212Message message) {
        for (Deviation deviation : Deviation.values()) {
            // Hardly any station has a number of the standard's form: it is counted, and no reason to warn.
            boolean said = deviation != Deviation.FREE_MN && deviation != Deviation.DUPLICATE_KEY;
            if (said && message.deviations().contains(deviation) && !unsaid.contains(deviation)) {
                sheet.warn(deviation.name(), null, deviation.text());
            }
        }
        var seen = new HashSet<String>();
        for (CpItem item : message.items()) {
            if (!seen.add(item.key())) {
                sheet.warn(Deviation.DUPLICATE_KEY.name(), item.key(), Deviation.DUPLICATE_KEY.text());
            }
        }
    }

    private void warnOfReadings(Hj212Message message) {
        for (AirReading reading : Hj212Readings.of(message, profile)) {
            if (!reading.warnings().isEmpty()) {
                sheet.warn(
                        code(reading),
                        reading.factorCode() + " " + reading.statistic(),
                        String.join(", ", reading.warnings()));
            }
        }
    }

    private static String code(AirReading reading) {
        if (reading.value() == null) {
            return "NO_VALUE";
        }
        if (reading.factor() == null) {
            return "UNKNOWN_FACTOR";
        }
        if (reading.canonicalUnit() == null) {
            return "UNKNOWN_UNIT";
        }
        return reading.periodStart() == null ? "TIME_UNKNOWN" : "OUT_OF_RANGE";
    }
}
