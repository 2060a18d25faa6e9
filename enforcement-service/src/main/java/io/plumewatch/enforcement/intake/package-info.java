/**
 * Reads the log exactly once: effects and offset commit together; parks what our own code cannot digest.
 */
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {"access"})
@NullMarked
package io.plumewatch.enforcement.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
