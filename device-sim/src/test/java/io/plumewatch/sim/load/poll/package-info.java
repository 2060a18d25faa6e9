/** Tests of what is measured of polls. */
@NullMarked
package io.plumewatch.sim.load.poll;

import org.jspecify.annotations.NullMarked;
