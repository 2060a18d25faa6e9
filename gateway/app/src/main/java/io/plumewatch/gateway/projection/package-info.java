/**
 * What the registry lets the gateway know: devices, and the hashes of secrets and tokens.
 *
 * <p>The service writes it to Redis and moves {@code registry:version} with each change; here it is cached until the
 * version moves, which is looked at each second. Without a version there is no projection, and then nobody is judged:
 * the protocols stop reading.
 */
@NullMarked
package io.plumewatch.gateway.projection;

import org.jspecify.annotations.NullMarked;
