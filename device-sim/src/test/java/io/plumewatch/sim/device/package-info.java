/** Tests of the devices, without a gateway. */
@NullMarked
package io.plumewatch.sim.device;

import org.jspecify.annotations.NullMarked;
