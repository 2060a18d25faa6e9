/**
 * What protocols over TCP share: who may speak for a name, which networks are ours, and the bounds on what a peer can cost.
 *
 * <p>Nothing here knows a protocol. A protocol's folder cuts and judges; here is what it needs so that slow, broken or
 * hostile peers are ended, and so that what was read is kept until the log has it.
 */
@NullMarked
package io.plumewatch.gateway.tcp;

import org.jspecify.annotations.NullMarked;
