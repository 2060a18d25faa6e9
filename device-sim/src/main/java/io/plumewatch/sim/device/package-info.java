/**
 * Devices that speak the real protocols: remote-sensing units over MQTT, OBD terminals over TCP.
 *
 * <p>A unit keeps every message until its acknowledgement came, over lost connections and dead gateways; a terminal,
 * whose protocol has no acknowledgements, just sends.
 */
@NullMarked
package io.plumewatch.sim.device;

import org.jspecify.annotations.NullMarked;
