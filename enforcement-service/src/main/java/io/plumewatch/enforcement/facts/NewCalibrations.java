package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.Rejections;
import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records calibrations from the log, each once. */
@Component
class NewCalibrations {

    private final Calibrations calibrations;
    private final Rejections rejections;

    NewCalibrations(Calibrations calibrations, Rejections rejections) {
        this.calibrations = calibrations;
        this.rejections = rejections;
    }

    /** Returns the keys of those that were news; a used id is rejected. */
    Set<String> record(List<StoredEntry> entries) {
        var news = new HashSet<String>();
        for (StoredEntry stored : entries) {
            LogEntry entry = stored.entry();
            Decoded<RsCalibration> decoded = RsJson.calibration(entry.payload());
            if (decoded instanceof Decoded.Bad<RsCalibration> bad) {
                Unreadable.reject(rejections, stored, bad);
            } else if (decoded instanceof Decoded.Ok<RsCalibration> ok) {
                if (calibrations.insert(entry, ok.value())) {
                    news.add(entry.key());
                } else {
                    compare(stored, ok.value());
                }
            }
        }
        return news;
    }

    private void compare(StoredEntry again, RsCalibration calibration) {
        boolean same = calibrations
                .find(again.entry().key())
                .filter(known -> known.calibration().equals(calibration))
                .isPresent();
        if (!same) {
            rejections.reject(
                    again, "CALIBRATION_ID_REUSED", "calibrationId", "an id that stands for one calibration for ever");
        }
    }
}
