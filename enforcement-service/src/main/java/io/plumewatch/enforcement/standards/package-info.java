/**
 * Limits and policies with validity dates and sources, as data.
 */
@ApplicationModule(
        displayName = "Standards",
        allowedDependencies = {})
@NullMarked
package io.plumewatch.enforcement.standards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
