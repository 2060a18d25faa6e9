/**
 * The reading log: how a reading travels from the gateway to the enforcement-service.
 *
 * <p>One Redis stream entry holds the bytes as received and an envelope of flat fields around them
 * ({@link io.plumewatch.wire.log.LogEntry}). {@code v} is the version of the envelope: adding a field keeps it,
 * changing the meaning of one raises it. A reader ignores fields that it does not know and stops at a version that
 * it does not know.
 */
@NullMarked
package io.plumewatch.wire.log;

import org.jspecify.annotations.NullMarked;
