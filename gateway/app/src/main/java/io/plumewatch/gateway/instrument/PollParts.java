package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import java.time.InstantSource;

/** What all lines share. */
record PollParts(
        InstrumentSettings settings,
        Outbox outbox,
        Devices devices,
        Quarantine quarantine,
        Counters counters,
        SeenDevices seen,
        InstrumentBoard board,
        InstantSource clock) {}
