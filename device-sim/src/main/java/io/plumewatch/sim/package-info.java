/**
 * Plays devices and people over the real wire.
 *
 * <p>{@link io.plumewatch.sim.Simulator} is the program; every command is a {@link io.plumewatch.sim.Command} in a
 * package of its own. The city in a box ({@code city}) is also the ground on which the end-to-end tests stand.
 */
@NullMarked
package io.plumewatch.sim;

import org.jspecify.annotations.NullMarked;
