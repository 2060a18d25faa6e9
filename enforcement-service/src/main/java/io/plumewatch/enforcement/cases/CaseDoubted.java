package io.plumewatch.enforcement.cases;

import java.time.Instant;

/**
 * Police rejected a confirmed case's referral for what its evidence shows. The case waits for an officer to take it
 * back; until then nobody may be stopped for it.
 *
 * @param code police's, for example {@code STOLEN_OR_CLONED}
 */
public record CaseDoubted(EnforcementCase doubted, String code, Instant at) {}
