/**
 * The blob store, and which photos lie in it.
 */
@ApplicationModule(
        displayName = "Evidence",
        allowedDependencies = {"access"})
@NullMarked
package io.plumewatch.enforcement.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
