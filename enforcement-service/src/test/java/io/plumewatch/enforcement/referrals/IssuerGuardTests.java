package io.plumewatch.enforcement.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever becomes of the database, no number that police hold is given out again. */
@EnforcementTest
class IssuerGuardTests {

    private static final String EPOCHS = "/api/v1/issuer-epochs";

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Cases cases;

    @Autowired
    WitnessStore witness;

    @Autowired
    IssuerEpochs epochs;

    @Autowired
    IssuerHealth health;

    private Scene scene;
    private Http police;
    private Http admin;

    @BeforeEach
    void setUp() {
        scene = Scene.of(jdbc);
        scene.confirmedCase(Instant.now().plus(15, ChronoUnit.DAYS));
        police = Http.withToken(environment, "police", "POLICE", Scene.AREA);
        admin = Http.asAdministrator(environment);
    }

    @Test
    void tellsTheWitnessOfAReferralBeforePoliceAreShownIt() {
        confirm();

        assertThat(pulled()).contains(scene.number());
        assertThat(witness.read()).contains(epochs.witness());
    }

    @Test
    void numbersNothingInARestoredDatabaseUntilTheEpochIsRaised() {
        confirm();
        assertThat(pulled()).contains(scene.number());
        String cursor = police.get("/api/v1/police/referrals?limit=1000").at("/next");
        String held = referralNo();
        restoreToBefore();

        assertThatThrownBy(this::confirm)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .returns("ISSUER_HELD", Refusal::code);
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(admin.get(EPOCHS).at("/standing")).isEqualTo("OLDER_DATABASE");
        assertThat(police.get("/api/v1/police/referrals").status()).isIn(200, 409);

        Http.Answer raised = admin.post(EPOCHS, "{\"reason\":\"restored the backup of last night\"}");
        assertThat(raised.status()).isEqualTo(201);
        confirm();
        assertThat(referralNo()).isNotEqualTo(held).startsWith("6063-410800-" + raised.at("/epoch") + "-");
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(police.get("/api/v1/police/referrals?after=" + cursor).at("/code"))
                .isEqualTo("INVALID_CURSOR");
        assertThat(pulled()).contains(scene.number());
    }

    @Test
    void neverGivesOutAnEpochTwiceThoughTheSameBackupComesBackTwice() {
        int first = raise();
        jdbc.sql("delete from issuer_epoch where epoch = :epoch")
                .param("epoch", first)
                .update();

        assertThat(admin.get(EPOCHS).at("/standing")).isEqualTo("OLDER_DATABASE");
        assertThat(raise()).isEqualTo(first + 1);
    }

    @Test
    void isForAdministratorsAndWantsAReason() {
        assertThat(Http.withToken(environment, "officer", "OFFICER", Scene.AREA)
                        .post(EPOCHS, "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post(EPOCHS, "{}").at("/errors/0/field")).isEqualTo("reason");
    }

    private int raise() {
        return Integer.parseInt(admin.post(EPOCHS, "{\"reason\":\"a test\"}").at("/epoch"));
    }

    private String pulled() {
        return police.get("/api/v1/police/referrals?limit=1000").body();
    }

    /** What the last transactions wrote is gone, as after a restore. */
    private void restoreToBefore() {
        for (String lost : new String[] {
            "delete from feed_item where subject = (select referral_no from referral where case_id = :case)",
            "delete from referral where case_id = :case",
            "update referral_counter set last_number = last_number - 1 where area_code = '410800' and epoch = "
                    + "(select max(epoch) from issuer_epoch) and :case is not null",
            "delete from blacklist_entry where case_id = :case",
            "update enforcement_case set referral = 'NONE', lock = 'NONE' where case_id = :case"
        }) {
            jdbc.sql(lost).param("case", scene.caseId()).update();
        }
    }

    private void confirm() {
        transactions.executeWithoutResult(status ->
                events.publishEvent(new CaseConfirmed(cases.find(scene.caseId()).orElseThrow())));
    }

    private String referralNo() {
        return jdbc.sql("select referral_no from referral where case_id = :case")
                .param("case", scene.caseId())
                .query(String.class)
                .single();
    }
}
