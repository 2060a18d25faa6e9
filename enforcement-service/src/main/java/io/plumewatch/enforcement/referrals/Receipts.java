package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.referrals.ReferralState.ReceiptOutcome;
import io.plumewatch.enforcement.registry.Vehicles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What police answered. A receipt is taken once by its number; the same number with other content is refused. */
@Service
class Receipts {

    private static final String FIND = """
            select outcome, code, decision_no, amount_yuan, decided_at
              from referral_receipt
             where referral_no = :referral and receipt_no = :receipt
            """;

    private static final String INSERT = """
            insert into referral_receipt (referral_no, receipt_no, outcome, code, decision_no, amount_yuan, decided_at,
                                          received_at, received_by)
            values (:referral, :receipt, :outcome, :code, :decision, :amount, :decided, :at, :by)
            """;

    private final JdbcClient jdbc;
    private final Referrals referrals;
    private final Cases cases;
    private final Vehicles vehicles;
    private final Audit audit;
    private final Clock clock;

    Receipts(JdbcClient jdbc, Referrals referrals, Cases cases, Vehicles vehicles, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.referrals = referrals;
        this.cases = cases;
        this.vehicles = vehicles;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes a receipt; {@code first} in the answer says whether it was new. */
    @Transactional
    public Taken take(Caller caller, String referralNo, Fields body) {
        Referral referral = referrals.seenBy(caller, referralNo);
        // Everything that decides on a vehicle locks its row first; so a withdrawal and a receipt never cross.
        vehicles.lock(List.of(referral.vehicleId()));
        ReferralState state = referrals.lockState(referralNo);
        String receiptNo = Receipt.number(body);
        Receipt receipt = Receipt.of(body);
        Optional<Receipt> known = find(referralNo, receiptNo);
        if (known.isPresent() && !known.get().equals(receipt)) {
            throw Refusal.conflict(
                    "RECEIPT_REUSED",
                    "receipt " + receiptNo + " was taken before with other content; use a new receiptNo");
        }
        body.refuseIfWrong();
        if (known.isPresent()) {
            return new Taken(receiptNo, receipt.outcome(), state, false);
        }
        ReferralState next = state.after(receipt.outcome());
        insert(caller, referralNo, receiptNo, receipt);
        referrals.move(referralNo, next);
        cases.referralMoved(referral.caseId(), next.ofCase());
        if (receipt.doubtsEvidence()) {
            cases.evidenceDoubted(referral.caseId(), String.valueOf(receipt.code()));
        }
        audit.record(caller, "REFERRAL_RECEIPT", referralNo);
        return new Taken(receiptNo, receipt.outcome(), next, true);
    }

    private Optional<Receipt> find(String referralNo, String receiptNo) {
        return jdbc.sql(FIND)
                .param("referral", referralNo)
                .param("receipt", receiptNo)
                .query(Receipts::receipt)
                .optional();
    }

    private void insert(Caller caller, String referralNo, String receiptNo, Receipt receipt) {
        jdbc.sql(INSERT)
                .param("referral", referralNo)
                .param("receipt", receiptNo)
                .param("outcome", receipt.outcome().name())
                .param("code", receipt.code())
                .param("decision", receipt.decisionNo())
                .param("amount", receipt.amountYuan())
                .param("decided", utc(receipt.decidedAt()))
                .param("at", utc(clock.instant()))
                .param("by", caller.person())
                .update();
    }

    private static Receipt receipt(ResultSet row, int ignored) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Receipt(
                ReceiptOutcome.valueOf(row.getString("outcome")),
                row.getString("code"),
                row.getString("decision_no"),
                row.getBigDecimal("amount_yuan"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** A receipt as it was taken, and the referral's state after it. */
    record Taken(String receiptNo, ReceiptOutcome outcome, ReferralState state, boolean first) {}
}
