/**
 * Measures the gateway's way from a terminal's socket to the durable log and back, without a city around it: one Redis
 * whose every write is on disk, the gateway, and two controls that run beside it in the same run. The first control only
 * cuts frames and gives their headers back; the second also appends them to the same Redis, in batches, before it
 * answers. What the gateway does beyond that (registry, trust, time rules, seals, meters) is its share of the cost.
 * Start at {@link io.plumewatch.sim.load.obd.ObdLoad}; {@link io.plumewatch.sim.load.obd.StormLoad} asks the same gateway
 * what a connection costs it.
 */
@NullMarked
package io.plumewatch.sim.load.obd;

import org.jspecify.annotations.NullMarked;
