/** The traffic: reproducible, and with the plot that it promises. */
@NullMarked
package io.plumewatch.sim.traffic;

import org.jspecify.annotations.NullMarked;
