/**
 * The rules: pure functions from facts, limits and policy to findings.
 */
@ApplicationModule(
        displayName = "Assessment",
        allowedDependencies = {"standards"})
@NullMarked
package io.plumewatch.enforcement.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
