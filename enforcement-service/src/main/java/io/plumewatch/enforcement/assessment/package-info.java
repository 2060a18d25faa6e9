/**
 * The rules: pure functions from facts, limits and policy to findings.
 *
 * <p><b>In:</b> {@link VehicleFacts}, a {@link io.plumewatch.enforcement.standards.Rulebook} and the moment as of which
 * is judged. <b>Out:</b> {@link Assessed}: a judgement for each measured pollutant of each pass, and the findings.
 *
 * <p>Start at {@link Assessment}. {@code Validity} says whether a measurement counts at all, {@code Coverage} whether
 * its unit was calibrated, {@code Runs} finds two consecutive exceedances. No clock, database or randomness: the set of
 * facts decides, never the order in which they came, so a verdict can be computed again years later. Wherever the facts
 * leave a doubt, it favours the driver.
 */
@ApplicationModule(
        displayName = "Assessment",
        allowedDependencies = {"standards"})
@NullMarked
package io.plumewatch.enforcement.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
