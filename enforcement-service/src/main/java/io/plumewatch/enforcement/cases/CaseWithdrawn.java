package io.plumewatch.enforcement.cases;

import java.time.Instant;

/** A confirmed case lost its ground; listeners lift the lock and withdraw the referral in the same transaction. */
public record CaseWithdrawn(EnforcementCase withdrawn, String reasonCode, String reason, Instant at) {}
