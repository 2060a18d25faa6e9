/**
 * Remote-sensing units, over MQTT.
 *
 * <p>{@link io.plumewatch.gateway.mqtt.MqttIntake} keeps a connection to the persistent session; the callback hands each
 * message to a bounded queue of twice the receive maximum; one thread judges; the answer goes to the unit's {@code ack}
 * topic, and only then is the message acknowledged to the broker, on the connection that delivered it. The broker
 * authenticates units and keeps each to its own topics, so a message is trusted as ENROLLED and the device is read from
 * the topic, never from the payload.
 */
@NullMarked
package io.plumewatch.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
