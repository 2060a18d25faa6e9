package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;

/** Reads terminals' frames from the log. */
final class Frames {

    private Frames() {}

    /** Returns what the frame says; {@link ObdMessage.Undecodable} also when it is no whole frame. */
    static ObdMessage read(LogEntry entry) {
        Octets bytes = Octets.of(entry.payload());
        if (bytes.length() < ObdFrame.OVERHEAD || bytes.length() != bytes.u16(22) + ObdFrame.OVERHEAD) {
            return new ObdMessage.Undecodable("one whole frame", bytes);
        }
        String profile = entry.profile();
        ObdProfile filed = profile == null ? null : ObdProfile.of(profile).orElse(null);
        return ObdDecoder.decode(new ObdFrame(bytes), filed);
    }
}
