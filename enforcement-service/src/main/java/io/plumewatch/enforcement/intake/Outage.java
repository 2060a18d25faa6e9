package io.plumewatch.enforcement.intake;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away or busy, where waiting helps, from an entry that our code cannot digest. */
final class Outage {

    /** Connection, rollback (deadlock), resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only (a standby), idle-in-transaction timeout, lock not available. */
    private static final Set<String> STATES = Set.of("25006", "25P03", "55P03");

    /** What the pool says of a connection that it has given up; without a state. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private Outage() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutage(cause) || hidesOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the kind of a failure: messages may quote what an entry says, and are not for everybody. */
    static String name(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return failure.getClass().getSimpleName() + ", SQLSTATE " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }

    /**
     * When a connection breaks, the rollback fails on it too, of "Connection is closed" without a state; what happened
     * first lies beside that failure.
     */
    private static boolean hidesOutage(Throwable cause) {
        if (!(cause instanceof TransactionSystemException rollback)) {
            return false;
        }
        Throwable first = rollback.getApplicationException();
        return first != null && is(first);
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql instanceof SQLTransientException
                    || sql instanceof SQLRecoverableException
                    || CLOSED_BY_POOL.equals(sql.getMessage())
                    || isOutage(sql.getSQLState());
        }
        return cause instanceof TransientDataAccessException
                || cause instanceof ConcurrencyFailureException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (STATES.contains(state) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2))));
    }
}
