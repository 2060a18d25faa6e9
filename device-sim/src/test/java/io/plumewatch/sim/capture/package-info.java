/** Captures in files. */
@NullMarked
package io.plumewatch.sim.capture;

import org.jspecify.annotations.NullMarked;
