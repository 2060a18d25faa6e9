/**
 * The life of a city: registers what is there, plays the history, keeps the live afternoon going, and keeps score.
 * Start at {@link io.plumewatch.sim.life.Life}.
 */
@NullMarked
package io.plumewatch.sim.life;

import org.jspecify.annotations.NullMarked;
