/**
 * The MQTT broker of the city: a real one, in this process, with the rules that devices meet in production.
 *
 * <p>Start reading at {@link io.plumewatch.sim.broker.BrokerRules}: who may connect, publish, subscribe. What it knows
 * of devices comes from the projection in Redis, so a device may connect as soon as the registry has answered, and
 * loses its connection within seconds when it is suspended or gets a new secret
 * ({@link io.plumewatch.sim.broker.Admissions}).
 */
@NullMarked
package io.plumewatch.sim.broker;

import org.jspecify.annotations.NullMarked;
