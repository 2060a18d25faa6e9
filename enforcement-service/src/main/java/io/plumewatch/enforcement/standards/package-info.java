/**
 * Limits and policies with validity dates and sources, as data.
 *
 * <p>The law's numbers and each city's practice lie in two tables; {@link Rulebook} is both as a value. Whoever decides
 * takes from it what was in force on the day and in the area of the measurement, and keeps the versions with the
 * decision, so that the decision can be computed again years later. Nothing here decides.
 */
@ApplicationModule(
        displayName = "Standards",
        allowedDependencies = {})
@NullMarked
package io.plumewatch.enforcement.standards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
