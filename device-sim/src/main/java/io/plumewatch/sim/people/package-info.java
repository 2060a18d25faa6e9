/**
 * The people of a city, who act only over the public interfaces: officers review, police pull and receipt, crews watch
 * the alert stream, a station tests. Each is a {@link io.plumewatch.sim.people.Person} with a thread of their own.
 */
@NullMarked
package io.plumewatch.sim.people;

import org.jspecify.annotations.NullMarked;
