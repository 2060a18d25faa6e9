package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.EnforcementCase;
import java.util.List;

/** Where a referral stands with police; a receipt moves it along the arrows below and nowhere else. */
enum ReferralState {
    ISSUED,
    ACCEPTED,
    REJECTED,
    PENALIZED,
    CANCELLED,
    /** Taken back by us; police confirm that they removed it by CANCELLED. */
    WITHDRAWN;

    private List<ReferralState> next() {
        return switch (this) {
            case ISSUED -> List.of(ACCEPTED, REJECTED);
            case ACCEPTED -> List.of(PENALIZED, REJECTED, CANCELLED);
            case PENALIZED, WITHDRAWN -> List.of(CANCELLED);
            case REJECTED, CANCELLED -> List.of();
        };
    }

    /** Returns the state after a receipt, or refuses with the receipts that would be right. */
    ReferralState after(ReceiptOutcome outcome) {
        ReferralState target = valueOf(outcome.name());
        if (!next().contains(target)) {
            List<String> legal = next().stream().map(Enum::name).toList();
            throw Refusal.conflict(
                    "ILLEGAL_MOVE",
                    "the referral is " + this + " and cannot become " + target
                            + (legal.isEmpty() ? "; nothing follows" : "; legal now: " + String.join(", ", legal)),
                    legal);
        }
        return target;
    }

    EnforcementCase.ReferralState ofCase() {
        return EnforcementCase.ReferralState.valueOf(name());
    }

    /** What police may answer. */
    enum ReceiptOutcome {
        ACCEPTED,
        REJECTED,
        PENALIZED,
        CANCELLED
    }
}
