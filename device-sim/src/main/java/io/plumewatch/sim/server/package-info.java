/**
 * Real servers and programs as processes: start, ask, watch, bring back, stop.
 *
 * <p>A {@link io.plumewatch.sim.server.Server} knows how one process is started and asked; the
 * {@link io.plumewatch.sim.server.Supervisor} keeps it alive. Everything listens on loopback only and writes only
 * below one folder.
 */
@NullMarked
package io.plumewatch.sim.server;

import org.jspecify.annotations.NullMarked;
