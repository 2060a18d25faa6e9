/**
 * Vehicles, companies, devices, sites, check-points; and the projection that gateways and broker read.
 */
@ApplicationModule(
        displayName = "Registry",
        allowedDependencies = {"access"})
@NullMarked
package io.plumewatch.enforcement.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
