package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** An entry must never be parked because the database was away. */
class OutageTests {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "40001", "53100", "57P01", "57P03", "58030", "25006", "25P03", "55P03"})
    void knowsStatesWhereWaitingHelps(String state) {
        assertThat(Outage.is(thrownOf(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22021", "42P01", "54000", "54001", "0A000", "XX000"})
    void knowsStatesThatTheSameEntryWillMeetAgain(String state) {
        assertThat(Outage.is(thrownOf(state))).isFalse();
    }

    /** As Spring makes it of what the driver throws. */
    private static RuntimeException thrownOf(String state) {
        var sql = new SQLException("no", state);
        DataAccessException translated = new SQLStateSQLExceptionTranslator().translate("insert", "insert", sql);
        return translated == null ? new UncategorizedSQLException("insert", "insert", sql) : translated;
    }

    @Test
    void believesOfACommitOnlyThatItFailedOfWhatTheEntriesSay() {
        assertThat(Outage.atCommit(thrownOf("23505"))).isFalse();
        assertThat(Outage.atCommit(new IllegalStateException("our own fault"))).isFalse();
        assertThat(Outage.atCommit(thrownOf("55000"))).isTrue();
        assertThat(Outage.atCommit(thrownOf("42P01"))).isTrue();
        assertThat(Outage.atCommit(new UncategorizedSQLException("commit", "", new SQLException("no state"))))
                .isTrue();
    }

    /** Three connections of the pool that broke together would else count as three tries of the entry. */
    @Test
    void knowsAnOutageThatTheRollbackOfABrokenConnectionHides() {
        var rollback = new TransactionSystemException("rollback", new SQLException("Connection is closed"));
        assertThat(Outage.is(rollback)).isTrue();

        var hiding = new TransactionSystemException("rollback", new SQLException("no"));
        hiding.initApplicationException(new DataAccessResourceFailureException("gone"));
        assertThat(Outage.is(hiding)).isTrue();
    }

    @Test
    void namesAFailureWithoutWhatItsMessageQuotes() {
        var sql = new SQLException("Key (number)=(豫H12345) already exists", "23505");

        assertThat(Outage.name(new DataIntegrityViolationException("insert 豫H12345", sql)))
                .isEqualTo("DataIntegrityViolationException, SQLSTATE 23505");
        assertThat(Outage.name(new IllegalStateException("豫H12345"))).isEqualTo("IllegalStateException");
    }

    @Test
    void looksThroughTheExceptionsOfSpring() {
        assertThat(Outage.is(new CannotCreateTransactionException(
                        "no connection", new SQLTransientConnectionException("pool is empty"))))
                .isTrue();
        assertThat(Outage.is(new CannotAcquireLockException("deadlock"))).isTrue();
        assertThat(Outage.is(new IllegalStateException("our own fault"))).isFalse();
    }
}
