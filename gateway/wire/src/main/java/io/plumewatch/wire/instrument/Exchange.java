package io.plumewatch.wire.instrument;

import java.time.Instant;

/** One question and its answer as hex, kept as evidence. */
public record Exchange(Instant at, String request, String response) {}
