package io.plumewatch.sim.device;

import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Sha256;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsPass;
import java.time.OffsetDateTime;
import java.util.List;

/** A remote-sensing unit whose maker knows only the national record; the line and its habits are those of {@link RsUnit}. */
public final class NationalUnit {

    private final RsUnit line;
    private final NationalRecords records;

    public NationalUnit(RsUnit line, NationalRecords records) {
        this.line = line;
        this.records = records;
    }

    public RsUnit line() {
        return line;
    }

    /** Sends a vehicle pass; blocks while the window is full. */
    public void send(MeasuredPass measured) {
        record(measured, "national/pass");
    }

    /** Sends a black-smoke capture: of the pass only the plate, the Ringelmann level and the pictures count. */
    public void sendSmoke(MeasuredPass measured) {
        record(measured, "national/smoke");
    }

    private void record(MeasuredPass measured, String kind) {
        List<byte[]> photos = measured.photos();
        if (!records.inlinePictures()) {
            photos.forEach(line::sendPhoto);
        }
        RsPass numbered = line.numbered(measured.pass());
        line.send(numbered.passId(), kind, () -> {
            RsPass stamped = line.stamped(numbered);
            return kind.endsWith("smoke")
                    ? records.smoke(stamped, photos, stamped.sentAt())
                    : records.pass(stamped, photos, stamped.sentAt());
        });
    }

    /** Sends a calibration as the static check that the record has for it. */
    public void send(RsCalibration calibration) {
        byte[] check = records.check(calibration.calibrationId(), calibration);
        line.send(calibration.calibrationId(), "national/check", () -> check);
    }

    /** Sends a self-check without a number of its own; its acknowledgement names its digest. */
    public void sendSelfCheck(OffsetDateTime at) {
        byte[] check = records.selfCheck(at);
        line.send("sha256:" + Sha256.hex(check), "national/check", () -> check);
    }
}
