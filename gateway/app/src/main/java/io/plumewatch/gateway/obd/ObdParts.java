package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.ByteBudget;
import io.plumewatch.gateway.tcp.Sessions;
import java.time.InstantSource;

/**
 * What all connections share.
 *
 * @param onTheWay bytes between the socket and the log
 * @param halfFrames bytes of frames that are not whole yet
 */
record ObdParts(
        ObdSettings settings,
        ObdSignatures signatures,
        ObdJudge judge,
        Sessions sessions,
        Devices devices,
        ReadingLog log,
        Quarantine quarantine,
        Counters counters,
        InstantSource clock,
        ByteBudget onTheWay,
        ByteBudget halfFrames) {}
