/**
 * Measures a city: what it takes durably per second and at what cost, against plain writes to the same Redis, and how
 * long it is from a device to a crew's screen. Start at {@link io.plumewatch.sim.load.LoadRun}.
 */
@NullMarked
package io.plumewatch.sim.load;

import org.jspecify.annotations.NullMarked;
