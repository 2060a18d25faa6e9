package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdProfile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to a terminal or platform. All answers carry the start bytes, VIN and version of their request.
 *
 * @param modes what each profile's terminals get where it differs from the profile's own
 */
record ObdAnswers(Map<ObdProfile, AckMode> modes) {

    private static final int SUCCESS = 0x01;
    private static final int ERROR = 0x02;
    private static final int VIN_TWICE = 0x03;
    private static final int REQUEST = 0xFE;

    ObdAnswers {
        modes = Map.copyOf(modes);
    }

    /** Answers what the log has, or has no use for. */
    @Nullable
    ObdFrame taken(ReadFrame read, ObdProfile profile) {
        ObdFrame frame = read.frame();
        ActivationOutcome outcome = read.activation();
        if (outcome != null && !frame.header().isPlatform()) {
            return ObdEncoder.activationAnswer(frame, outcome.status(), outcome.information());
        }
        if (frame.header().isPlatform()) {
            return outcome == null || outcome == ActivationOutcome.ACTIVATED
                    ? flagged(frame, SUCCESS)
                    : flagged(frame, ERROR);
        }
        return mode(profile) == AckMode.ECHO_HEADER ? ObdEncoder.echo(frame) : null;
    }

    /** Tells those who wait for it that a frame was refused: platforms, and who wants to be activated. */
    @Nullable
    ObdFrame refused(ObdFrame frame, Reason reason) {
        if (frame.header().isPlatform()) {
            return flagged(frame, reason == Reason.VIN_CONFLICT ? VIN_TWICE : ERROR);
        }
        if (frame.command() != ObdCommand.ACTIVATION) {
            return null;
        }
        boolean vin = reason == Reason.UNKNOWN_VIN || reason == Reason.OUT_OF_RANGE;
        ActivationOutcome outcome = vin ? ActivationOutcome.WRONG_VIN : ActivationOutcome.FAILED;
        return ObdEncoder.activationAnswer(frame, outcome.status(), outcome.information());
    }

    private @Nullable ObdFrame flagged(ObdFrame frame, int flag) {
        Integer asked = frame.header().responseFlag();
        boolean waits = asked != null && asked == REQUEST && mode(ObdProfile.P4) != AckMode.NONE;
        return waits ? ObdEncoder.platformAnswer(frame, flag) : null;
    }

    private AckMode mode(ObdProfile profile) {
        return modes.getOrDefault(profile, profile.ackMode());
    }
}
