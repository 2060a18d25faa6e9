/**
 * The public HTTP interfaces of the service and the gateway, seen from a client: JSON in and out, failures with status
 * and text. People, devices and tests speak through {@link io.plumewatch.sim.api.Api}.
 */
@NullMarked
package io.plumewatch.sim.api;

import org.jspecify.annotations.NullMarked;
