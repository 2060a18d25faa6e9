/**
 * Trucks that drive: speed from second to second, and everything that follows from it.
 *
 * <p>{@link io.plumewatch.sim.driving.Speeds} draws the change of speed from a table that was counted from measured
 * trucks; {@code driving.csv} names them. {@link io.plumewatch.sim.driving.Engine} makes load, engine speed, fuel, NOx and
 * temperatures of it, {@link io.plumewatch.sim.driving.Road} the position, and
 * {@link io.plumewatch.sim.driving.Truck} the blocks that the truck's kind of engine has. All of it is determined by
 * the seed, and a second follows from the one before: what a terminal sends in two packets fits together.
 *
 * <p>Idle and load, the NOx that a sensor shows a little below zero behind a warm catalyst, the cold sensor that shows
 * nothing, the steps of the tanks: as on the data buses of real trucks. How a hybrid and a gas engine behave is made up.
 */
@NullMarked
package io.plumewatch.sim.driving;

import org.jspecify.annotations.NullMarked;
