package io.plumewatch.enforcement.intake;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that is away or busy, where waiting helps, from an entry that our code cannot digest, by what was
 * thrown. No such list is ever complete: {@link Effects} also asks the connection.
 */
final class Outage {

    /** Connection, rollback (deadlock), resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only (a standby), idle-in-transaction timeout, lock not available. */
    private static final Set<String> STATES = Set.of("25006", "25P03", "55P03");

    /** What the same entry will meet again: its values, a constraint, a limit of the server. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

    /** What the pool says of a connection that it has given up; without a state. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private Outage() {}

    /** The state alone decides where there is one: Spring counts a row too long for its index as a lack of resources. */
    static boolean is(Throwable failure) {
        if (any(failure, Outage::noConnection) || any(failure, Outage::rollbackFailed)) {
            return true;
        }
        String state = state(failure);
        return state == null ? any(failure, Outage::saysSo) : waitingHelps(state);
    }

    /** The same of what a commit failed of, where there is no connection left to be asked. */
    static boolean atCommit(Throwable failure) {
        String state = state(failure);
        if (state != null) {
            return !OF_THE_DATA.contains(classOf(state));
        }
        return is(failure) || any(failure, SQLException.class::isInstance);
    }

    /** Returns the kind of a failure: messages may quote what an entry says, and are not for everybody. */
    static String name(Throwable failure) {
        boolean says = failure instanceof DatabaseAway || failure instanceof CodeFailed;
        Throwable own = says && failure.getCause() != null ? failure.getCause() : failure;
        String state = state(own);
        String name = own.getClass().getSimpleName();
        return state == null ? name : name + ", SQLSTATE " + state;
    }

    /** Returns the first SQLSTATE of a failure and its causes. */
    static @Nullable String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> what) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (what.test(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The pool may say why it has none with a state that stands for something else. */
    private static boolean noConnection(Throwable cause) {
        return cause instanceof CannotCreateTransactionException || cause instanceof SQLTransientConnectionException;
    }

    /** Only a broken connection cannot be rolled back; what happened first lies beside that failure. */
    private static boolean rollbackFailed(Throwable cause) {
        return cause instanceof TransactionSystemException rollback && rollback.getApplicationException() != null;
    }

    private static boolean saysSo(Throwable cause) {
        if (cause instanceof SQLException) {
            return cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || CLOSED_BY_POOL.equals(cause.getMessage());
        }
        return cause instanceof TransientDataAccessException
                || cause instanceof ConcurrencyFailureException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException;
    }

    private static boolean waitingHelps(String state) {
        return STATES.contains(state) || CLASSES.contains(classOf(state));
    }

    private static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }
}
