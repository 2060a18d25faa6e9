/** Trucks that drive as measured ones do. */
@NullMarked
package io.plumewatch.sim.driving;

import org.jspecify.annotations.NullMarked;
