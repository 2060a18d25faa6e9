package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.rs.RsCalibration;
import java.time.Instant;

/** A calibration as it came in. */
public record CalibrationFact(
        String calibrationKey, String deviceNo, Instant performedAt, Instant receivedAt, RsCalibration calibration) {}
