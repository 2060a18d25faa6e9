/** The city: its options, its folder, and the whole of it with real servers. */
@NullMarked
package io.plumewatch.sim.city;

import org.jspecify.annotations.NullMarked;
