package io.plumewatch.enforcement.intake;

import io.plumewatch.wire.log.LogEntry;

/** An entry at its place in the log. */
public record StoredEntry(String stream, String id, LogEntry entry) {}
