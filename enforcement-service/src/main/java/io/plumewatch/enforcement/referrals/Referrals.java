package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.EnforcementCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All referrals in PostgreSQL. Every write runs in the caller's transaction. */
@Repository
class Referrals {

    /** The row lock makes issuing within an area a queue until the commit, so no number is left out or given twice. */
    private static final String NEXT_NUMBER = """
            insert into referral_counter as counter (area_code, epoch, day, last_number)
            select :area, max(epoch), :day, 1 from issuer_epoch
            on conflict (area_code, epoch, day) do update set last_number = counter.last_number + 1
            returning epoch, last_number
            """;

    private static final String BASIS = """
            select text from legal_basis
             where rule = :rule and valid_from <= :day and (valid_to is null or valid_to >= :day)
             order by ordinal
            """;

    private static final String INSERT = """
            insert into referral (referral_no, source_no, case_id, vehicle_id, number, type, area_code, state,
                                  issued_at, kid, document, signature)
            values (:referral, :source, :case, :vehicle, :number, :type, :area, 'ISSUED',
                    :at, :kid, :document, :signature)
            """;

    private static final String WITHDRAW = """
            insert into referral_withdrawal (referral_no, withdrawn_at, kid, document, signature)
            values (:referral, :at, :kid, :document, :signature)
            """;

    private static final String MOVE = "update referral set state = :state where referral_no = :referral";

    private static final String FIND = "select * from referral where referral_no = :referral";

    private static final String LOCK_STATE = "select state from referral where referral_no = :referral for update";

    private static final String OF_CASE = "select * from referral where case_id = :case";

    private final JdbcClient jdbc;

    Referrals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ReferralNumber nextNumber(String areaCode, LocalDate day) {
        return jdbc.sql(NEXT_NUMBER)
                .param("area", areaCode)
                .param("day", day)
                .query((row, ignored) ->
                        new ReferralNumber(areaCode, row.getInt("epoch"), day, row.getInt("last_number")))
                .single();
    }

    List<String> legalBasis(String rule, LocalDate day) {
        return jdbc.sql(BASIS)
                .param("rule", rule)
                .param("day", day)
                .query(String.class)
                .list();
    }

    void add(ReferralNumber number, EnforcementCase of, Instant issuedAt, SigningKeys.Signed signed) {
        jdbc.sql(INSERT)
                .param("referral", number.referralNo())
                .param("source", number.sourceNo())
                .param("case", of.caseId())
                .param("vehicle", of.vehicleId())
                .param("number", of.number())
                .param("type", of.type())
                .param("area", of.areaCode())
                .param("at", issuedAt.atOffset(ZoneOffset.UTC))
                .param("kid", signed.kid())
                .param("document", signed.document())
                .param("signature", signed.signature())
                .update();
    }

    void withdraw(Referral referral, Instant at, SigningKeys.Signed signed) {
        jdbc.sql(WITHDRAW)
                .param("referral", referral.referralNo())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("kid", signed.kid())
                .param("document", signed.document())
                .param("signature", signed.signature())
                .update();
        move(referral.referralNo(), ReferralState.WITHDRAWN);
    }

    void move(String referralNo, ReferralState state) {
        jdbc.sql(MOVE)
                .param("referral", referralNo)
                .param("state", state.name())
                .update();
    }

    Optional<Referral> ofCase(String caseId) {
        return jdbc.sql(OF_CASE).param("case", caseId).query(Referral::of).optional();
    }

    /** Returns the state, and holds it until the caller's transaction ends. */
    ReferralState lockState(String referralNo) {
        return ReferralState.valueOf(jdbc.sql(LOCK_STATE)
                .param("referral", referralNo)
                .query(String.class)
                .single());
    }

    /** Returns a referral that the caller may see; else refuses as if there were none. */
    Referral seenBy(Caller caller, String referralNo) {
        return jdbc.sql(FIND)
                .param("referral", referralNo)
                .query(Referral::of)
                .optional()
                .filter(referral -> caller.areas().cover(referral.areaCode()))
                .orElseThrow(() -> Refusal.notFound("no referral " + referralNo));
    }
}
