/**
 * The way into the log.
 *
 * <p>{@link io.plumewatch.gateway.log.ReadingLog} is the edge that the protocols see: append, and be told when the entry
 * is durable. Behind it one writer for evidence and one for telemetry batch commands to Redis streams, with a fsync per
 * batch. Queues are bounded; while Redis is away or full, appends fail at once and the protocols stop reading. The
 * gateway never trims a stream: only the service knows what has been read.
 *
 * <p>A heartbeat is written each second. From it, {@link io.plumewatch.gateway.log.OwnOutage} knows which readings are
 * late because of us.
 */
@NullMarked
package io.plumewatch.gateway.log;

import org.jspecify.annotations.NullMarked;
