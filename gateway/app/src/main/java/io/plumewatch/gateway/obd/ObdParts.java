package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.tcp.Sessions;

/** What the lines of all connections share. */
record ObdParts(
        int vinsPerConnection,
        ObdSignatures signatures,
        ObdJudge judge,
        Sessions sessions,
        Devices devices,
        ReadingLog log,
        Counters counters) {}
