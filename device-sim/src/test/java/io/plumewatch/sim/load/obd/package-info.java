/** The load is what it says: whole frames, and a control that answers them. */
@NullMarked
package io.plumewatch.sim.load.obd;

import org.jspecify.annotations.NullMarked;
