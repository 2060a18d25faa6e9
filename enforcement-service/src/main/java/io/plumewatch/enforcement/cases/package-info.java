/**
 * From finding to closing: reconciliation with the findings, reviews, locks and referrals of a case.
 */
@ApplicationModule(
        displayName = "Cases",
        allowedDependencies = {"facts", "assessment", "standards", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
