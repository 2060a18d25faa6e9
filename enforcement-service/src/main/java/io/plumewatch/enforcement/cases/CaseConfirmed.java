package io.plumewatch.enforcement.cases;

/** The last review confirmed a case; listeners lock the vehicle and issue the referral in the same transaction. */
public record CaseConfirmed(EnforcementCase confirmed) {}
