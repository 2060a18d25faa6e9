/**
 * The only thing that flows back from the service to gateways and broker: who may connect, and with what.
 *
 * <p>Hashes on the evidence Redis, written by the enforcement-service after each change of the registry and rebuilt
 * whole when {@link io.plumewatch.wire.projection.ProjectionKeys#VERSION} is missing or behind. Without that key
 * nobody may be judged unknown: a gateway is not ready, a broker refuses for the moment.
 */
@NullMarked
package io.plumewatch.wire.projection;

import org.jspecify.annotations.NullMarked;
