/** Servers as processes: watched, killed, brought back. */
@NullMarked
package io.plumewatch.sim.server;

import org.jspecify.annotations.NullMarked;
