/**
 * The code-6063 referral: signed document, feed, receipts, withdrawal.
 */
@ApplicationModule(
        displayName = "Referrals",
        allowedDependencies = {"cases", "facts", "evidence", "feeds", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
