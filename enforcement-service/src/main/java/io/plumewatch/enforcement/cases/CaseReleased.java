package io.plumewatch.enforcement.cases;

import java.time.Instant;

/** A passed inspection released a case's vehicle; listeners lift the lock in the same transaction. */
public record CaseReleased(EnforcementCase released, Instant at) {}
