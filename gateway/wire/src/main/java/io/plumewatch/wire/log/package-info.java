/**
 * The reading log: how a reading travels from the gateway to the enforcement-service.
 *
 * <p>One Redis stream entry holds the bytes as received and an envelope around them
 * ({@link io.plumewatch.wire.log.LogEntry}), packed into one value because each field of an entry costs the log's server
 * as much as a hundred bytes. Telemetry comes in bundles of them ({@link io.plumewatch.wire.log.Bundle}), for there is
 * much of it and each entry has its price, too. {@code v} is the version of the envelope: adding a field keeps it, changing the meaning of
 * one raises it. A reader ignores fields that it does not know, still reads the versions before its own, and stops at
 * one that it does not know: so services are updated before gateways.
 */
@NullMarked
package io.plumewatch.wire.log;

import org.jspecify.annotations.NullMarked;
