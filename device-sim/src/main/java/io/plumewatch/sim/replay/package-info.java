/**
 * {@code replay}: plays the devices of a {@link io.plumewatch.sim.capture.Capture} to a gateway over the real wire.
 *
 * <p>{@link io.plumewatch.sim.replay.Replay} hands each event, when it is due, to the line it belongs to: a TCP
 * connection, a unit on MQTT, a caller on HTTP. A line keeps its order and waits for answers as the device did: on TCP it
 * goes on when as many acknowledgements have come as the capture shows at that place, on MQTT when the {@code ack} topic
 * names the message, on HTTP when the answer is there. Between lines order holds as well as the pace allows. Instruments
 * are played the other way round: the gateway asks, and gets what the instrument answered then.
 */
@NullMarked
package io.plumewatch.sim.replay;

import org.jspecify.annotations.NullMarked;
