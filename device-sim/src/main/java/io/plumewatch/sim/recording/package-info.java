/**
 * {@code record}: listens beside the gateway and writes a {@link io.plumewatch.sim.capture.Capture}.
 *
 * <p>Devices on TCP and HTTP are pointed at a tap, which hands every byte on and notes it; on MQTT the tap is one more
 * subscriber; between the gateway and an instrument it stands like between two cables. Nothing is changed on the way,
 * and what is not understood is noted all the same.
 */
@NullMarked
package io.plumewatch.sim.recording;

import org.jspecify.annotations.NullMarked;
