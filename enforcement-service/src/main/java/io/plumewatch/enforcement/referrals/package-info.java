/**
 * The code-6063 referral: signed document, feed, receipts, withdrawal.
 *
 * <p>A confirmed case becomes one referral in the transaction of its last review: numbered, built as a document that
 * carries both measurements, put into canonical form, signed, stored as it was signed and appended to the feed that
 * police pull. A case that loses its ground withdraws it by a further signed item. What police answer are receipts;
 * they move the referral's state and are idempotent by their number.
 *
 * <p>Start reading at {@link io.plumewatch.enforcement.referrals.ReferralIssuer}.
 */
@ApplicationModule(
        displayName = "Referrals",
        allowedDependencies = {"cases", "facts", "evidence", "feeds", "registry", "access"})
@NullMarked
package io.plumewatch.enforcement.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
