/** Chaos: the plan, and the runs with real servers. */
@NullMarked
package io.plumewatch.sim.chaos;

import org.jspecify.annotations.NullMarked;
