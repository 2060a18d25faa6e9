/**
 * The city in a box: real servers, our two programs, and the people and devices of a city.
 *
 * <p>{@link io.plumewatch.sim.city.City} is the running city; it can be used without its traffic, and end-to-end tests
 * stand on it. {@link io.plumewatch.sim.city.CityFolder} keeps two cities from sharing data,
 * {@link io.plumewatch.sim.city.CityPorts} from sharing ports.
 */
@NullMarked
package io.plumewatch.sim.city;

import org.jspecify.annotations.NullMarked;
