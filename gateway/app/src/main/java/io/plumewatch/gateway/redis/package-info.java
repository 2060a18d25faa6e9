/**
 * The connections to Redis, and the one decision about them: a lost connection fails what was under way, at once.
 *
 * <p>Users of the Redis client know its queue as unbounded while disconnected and its reconnect as one that replays
 * commands which had long timed out. So links here never reconnect behind the back of their owner. Each of {@code log},
 * {@code projection} and {@code quarantine} owns links and a thread that opens them again.
 */
@NullMarked
package io.plumewatch.gateway.redis;

import org.jspecify.annotations.NullMarked;
