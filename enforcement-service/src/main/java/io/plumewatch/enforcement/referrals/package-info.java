/**
 * The code-6063 referral: signed document, feed, receipts, withdrawal.
 *
 * <p>A confirmed case becomes one referral in the transaction of its last review: numbered, built as a document that
 * carries both measurements, put into canonical form, signed, stored as it was signed and appended to the feed that
 * police pull. A case that loses its ground withdraws it by a further signed item. What police answer are receipts;
 * they move the referral's state and are idempotent by their number.
 *
 * <p><b>After a restore.</b> A database that was restored from a backup would give out numbers again that police hold. So
 * a witness in Redis ({@code issuer:witness}) tells of the last item that police may have seen, and is told of every item
 * before they see it. A database that does not hold that item numbers nothing: the last review of a case is answered 409
 * ISSUER_HELD and health is DOWN, until an administrator raises the epoch with {@code POST /api/v1/issuer-epochs}. That is
 * no machine's decision: whoever does it also tells police that numbers of the old epoch from after the backup stand, and
 * looks for acts that would be referred a second time. All cursors of feeds become invalid with it, so that readers begin
 * again. If Redis and all instances lost their memory too, the administrator names the highest epoch that police hold.
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
