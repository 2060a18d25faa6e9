/**
 * Devices that speak the real protocols: remote-sensing units over MQTT, OBD terminals over TCP and TLS, air stations over
 * TCP, and the instruments of a check point, which are servers that wait to be asked.
 *
 * <p>A remote-sensing unit is put together from parts: {@link io.plumewatch.sim.device.RsUnit} is the line and the
 * outbox, {@link io.plumewatch.sim.device.NationalUnit} and {@link io.plumewatch.sim.device.SmokeCamera} write another
 * record on it, {@link io.plumewatch.sim.device.StoreAndForward} keeps what is measured while the line is cut, and
 * {@link io.plumewatch.sim.device.UnitFaults} says what is wrong with it.
 *
 * <p>A unit keeps every message until its acknowledgement came, over lost connections and dead gateways; a terminal,
 * whose protocol has no acknowledgements, just sends, and stores what it knows it could not. Faults are options of a
 * device ({@link io.plumewatch.sim.device.ObdFaults}); what no device should send goes through
 * {@link io.plumewatch.sim.device.RawSocket}.
 *
 * <p>An air station ({@link io.plumewatch.sim.device.AirStation}) sends again until it is answered, obeys its host, and
 * tells its history as often as it is asked: the air of a place is a function of time
 * ({@link io.plumewatch.sim.device.AirModel}). What its firmware does in its own way is a
 * {@link io.plumewatch.sim.device.StationHabit}, what goes wrong now and then are
 * {@link io.plumewatch.sim.device.StationFaults}.
 *
 * <p>An instrument ({@link io.plumewatch.sim.device.ModbusStation}, {@link io.plumewatch.sim.device.Opacimeter},
 * {@link io.plumewatch.sim.device.GasBench}) answers one question after the other, with the faults that are set
 * ({@link io.plumewatch.sim.device.LineFaults}).
 */
@NullMarked
package io.plumewatch.sim.device;

import org.jspecify.annotations.NullMarked;
