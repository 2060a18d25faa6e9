package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import java.time.InstantSource;

/**
 * What all connections of one protocol share.
 *
 * @param onTheWay bytes between the socket and the log
 * @param halfFrames bytes of frames that are not whole yet
 * @param rates how fast peers may send
 */
public record TcpParts(
        Protocol protocol,
        TcpBounds bounds,
        Devices devices,
        ReadingLog log,
        Quarantine quarantine,
        Counters counters,
        InstantSource clock,
        ByteBudget onTheWay,
        ByteBudget halfFrames,
        Rates rates) {

    /** Makes the parts with fresh budgets. */
    public TcpParts(
            Protocol protocol,
            TcpBounds bounds,
            Devices devices,
            ReadingLog log,
            Quarantine quarantine,
            Counters counters,
            InstantSource clock) {
        this(
                protocol,
                bounds,
                devices,
                log,
                quarantine,
                counters,
                clock,
                new ByteBudget(bounds.totalBytes()),
                new ByteBudget(bounds.bufferedBytes()),
                Rates.of(bounds.rates(), System.nanoTime()));
    }
}
