package io.plumewatch.gateway.obd;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.ObdFrame;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one frame: nothing, append it, answer it, or append and then answer it.
 *
 * @param entry what the log is to have
 * @param answer what the terminal gets, after the log has the entry if there is one
 */
record ObdVerdict(@Nullable LogEntry entry, @Nullable ObdFrame answer) {}
