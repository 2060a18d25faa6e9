/**
 * What the registry lets the gateway know: devices, and the hashes of secrets and tokens.
 *
 * <p>The service writes it to Redis and moves {@code registry:version} with each change; here it is cached until the
 * version moves, which is looked at each second. Without a version there is no projection, and then nobody is judged:
 * the protocols stop reading.
 *
 * <p>With {@code PLUMEWATCH_PROJECTION_KEY}, the same here and at the service, each value carries a seal of the service.
 * A value without one counts as unknown, is counted ({@code plumewatch_projection_unverified_total}) and shown in health
 * ({@code UNVERIFIED} for ten minutes); a version without one is no projection at all, so that a wrong key refuses
 * nobody for good. Whoever can write to Redis can then still take devices away and put back older values of them, but
 * make none.
 */
@NullMarked
package io.plumewatch.gateway.projection;

import org.jspecify.annotations.NullMarked;
