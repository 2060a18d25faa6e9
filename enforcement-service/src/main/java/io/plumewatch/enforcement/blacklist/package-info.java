/**
 * Who is locked and why; the in-heap index that plates are matched against.
 */
@ApplicationModule(
        displayName = "Blacklist",
        allowedDependencies = {"cases", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.blacklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
