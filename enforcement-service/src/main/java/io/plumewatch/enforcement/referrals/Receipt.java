package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.referrals.ReferralState.ReceiptOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What police decided. Two receipts are the same when this is equal, however numbers and times were written.
 *
 * @param code why it was rejected, see {@link RejectionCode}; null unless REJECTED
 */
record Receipt(
        ReceiptOutcome outcome,
        @Nullable String code,
        @Nullable String decisionNo,
        @Nullable BigDecimal amountYuan,
        @Nullable Instant decidedAt) {

    private static final int LONGEST_TEXT = 64;
    private static final double LARGEST_AMOUNT = 1e9;

    Receipt {
        amountYuan = amountYuan == null ? null : amountYuan.stripTrailingZeros();
        decidedAt = decidedAt == null ? null : decidedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Reads a body; what is wrong stays noted in the fields. */
    static Receipt of(Fields fields) {
        ReceiptOutcome outcome = fields.choice("outcome", ReceiptOutcome.class);
        String code = fields.optionalText("code", LONGEST_TEXT);
        if (outcome != ReceiptOutcome.REJECTED && code != null) {
            fields.wrong("code", "belongs to REJECTED only");
        }
        if (outcome == ReceiptOutcome.REJECTED && !RejectionCode.known(code)) {
            fields.wrong("code", "REJECTED needs one of " + Arrays.toString(RejectionCode.values()));
        }
        Double amount = fields.optionalNumber("amountYuan", 0, LARGEST_AMOUNT);
        return new Receipt(
                outcome,
                code,
                fields.optionalText("decisionNo", LONGEST_TEXT),
                amount == null ? null : BigDecimal.valueOf(amount),
                fields.optionalInstant("decidedAt"));
    }

    /** Whether it says that this vehicle may not have done it, or that nothing proves it did. */
    boolean doubtsEvidence() {
        return code != null && RejectionCode.valueOf(code).doubtsEvidence;
    }

    static String number(Fields fields) {
        return fields.text("receiptNo", LONGEST_TEXT);
    }

    /** Why police may refuse a referral; each has its article in traffic or penalty law. */
    enum RejectionCode {
        PLATE_UNREADABLE(true),
        PLATE_VEHICLE_MISMATCH(true),
        EVIDENCE_UNCLEAR(true),
        STOLEN_OR_CLONED(true),
        EMERGENCY_DUTY(false),
        NECESSITY(false),
        HANDLED_ON_SITE(false),
        SIGNAL_CONFLICT(false),
        DUPLICATE(false),
        TIME_BARRED(false),
        NOT_REVIEWED(false),
        DEVICE_NOT_PUBLISHED_OR_UNVERIFIED(true),
        WRONG_JURISDICTION(false),
        DATA_INVALID(true);

        private final boolean doubtsEvidence;

        RejectionCode(boolean doubtsEvidence) {
            this.doubtsEvidence = doubtsEvidence;
        }

        private static boolean known(@Nullable String code) {
            return Arrays.stream(values()).anyMatch(value -> value.name().equals(code));
        }
    }
}
