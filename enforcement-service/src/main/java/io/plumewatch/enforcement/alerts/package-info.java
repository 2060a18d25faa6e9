/**
 * Hits become alerts at the check-points, live; the crews' board.
 */
@ApplicationModule(
        displayName = "Alerts",
        allowedDependencies = {"facts", "blacklist", "cases", "registry", "standards", "evidence", "feeds", "access"})
@NullMarked
package io.plumewatch.enforcement.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
