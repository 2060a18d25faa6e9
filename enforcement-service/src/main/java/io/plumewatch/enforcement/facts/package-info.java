/**
 * Whatever can change a verdict: passes, calibrations, inspections, photos; and the timeline of each vehicle.
 */
@ApplicationModule(
        displayName = "Facts",
        allowedDependencies = {"intake", "registry", "evidence", "standards", "access"})
@NullMarked
package io.plumewatch.enforcement.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
