/** Recording and replaying without a city. */
@NullMarked
package io.plumewatch.sim.replay;

import org.jspecify.annotations.NullMarked;
