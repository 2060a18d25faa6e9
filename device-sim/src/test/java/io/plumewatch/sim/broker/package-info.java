/** The broker's rules, asked with the MQTT clients that devices use. */
@NullMarked
package io.plumewatch.sim.broker;

import org.jspecify.annotations.NullMarked;
