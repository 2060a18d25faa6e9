/**
 * From finding to closing: reconciliation with the findings, reviews, locks and referrals of a case.
 *
 * <p><b>In:</b> {@link io.plumewatch.enforcement.facts.TimelineChanged}, and what officers decide. <b>Out:</b>
 * {@link CaseOpened}, {@link CaseConfirmed}, {@link CaseWithdrawn}, {@link CaseReleased}, {@link CaseDoubted}, all published in the
 * transaction in which they happen.
 *
 * <p>Start at {@code Reconciliation}: a pure function from the cases that exist and the findings that now stand to the
 * changes that bring the two together. {@code Reconciler} applies them under the vehicle's row lock, {@code Reviews}
 * takes officers' decisions; {@code CaseStore} is the only class that knows the tables.
 */
@ApplicationModule(
        displayName = "Cases",
        allowedDependencies = {"facts", "assessment", "standards", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
