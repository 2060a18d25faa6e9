/**
 * The traffic of a city: who drives, where it is measured, and what comes out of the exhaust.
 *
 * <p>Everything is a pure function of a {@link io.plumewatch.sim.traffic.Scenario} and a number: any vehicle or pass can
 * be made again by itself. Start at {@link io.plumewatch.sim.traffic.Traffic}. Levels, shares and noise follow
 * published road-side measurements of cars and trucks; opacity, for which there are none, is assumed.
 */
@NullMarked
package io.plumewatch.sim.traffic;

import org.jspecify.annotations.NullMarked;
