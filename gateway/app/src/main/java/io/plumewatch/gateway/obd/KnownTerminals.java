package io.plumewatch.gateway.obd;

import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.PacketSerials;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of a terminal between its frames and connections: which profile it showed and where its numbering
 * stands. In memory only; the longest silent ones are forgotten first. Nothing here bears on trust.
 */
final class KnownTerminals {

    private static final int MOST = 50_000;

    private final Map<String, Known> byVin = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Returns the profile that a terminal showed with this frame or, where this one tells nothing, with an earlier one.
     *
     * @param vin as the registry holds it already: here it stays for long
     */
    synchronized ObdProfile profile(String vin, ReadFrame read) {
        ObdProfile shown = read.shown();
        if (shown == ObdProfile.P4) {
            return shown;
        }
        boolean telling = read.message() instanceof ObdMessage.Upload
                || shown != ObdProfile.P1
                || read.frame().header().start() == ObdHeader.Start.TILDES;
        if (telling) {
            known(vin).shown = shown;
            return shown;
        }
        Known known = byVin.get(vin);
        return known == null ? ObdProfile.P1 : known.shown;
    }

    /** Returns whether this is the first time that the terminal speaks otherwise than it is filed. */
    synchronized boolean firstMismatch(String vin) {
        Known known = known(vin);
        boolean first = !known.mismatched;
        known.mismatched = true;
        return first;
    }

    synchronized PacketSerials.Count count(String vin, ObdMessage.Upload upload) {
        return known(vin).serials.take(upload);
    }

    private Known known(String vin) {
        return byVin.computeIfAbsent(vin, unused -> new Known());
    }

    private static final class Known {
        private final PacketSerials serials = new PacketSerials();
        private ObdProfile shown = ObdProfile.P1;
        private boolean mismatched;
    }
}
