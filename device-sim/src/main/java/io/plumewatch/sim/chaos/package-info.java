/**
 * Kills the servers of a running city and counts afterwards: whatever was acknowledged must be there once, and every
 * smoker must be referred once. A run that does not hold leaves evidence in its city's folder. Start at
 * {@link io.plumewatch.sim.chaos.ChaosRun}.
 */
@NullMarked
package io.plumewatch.sim.chaos;

import org.jspecify.annotations.NullMarked;
