/**
 * Measures how evenly the gateway polls its instruments while some of them hang: each simulated instrument notes when it
 * was asked. Start at {@link io.plumewatch.sim.load.poll.PollLoad}.
 */
@NullMarked
package io.plumewatch.sim.load.poll;

import org.jspecify.annotations.NullMarked;
