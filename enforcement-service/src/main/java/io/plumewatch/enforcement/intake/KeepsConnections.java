package io.plumewatch.enforcement.intake;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets the pool keep a connection whose statement the server does not support: else one entry that makes us write such a
 * statement would look like a connection that breaks, for ever.
 */
public final class KeepsConnections implements SQLExceptionOverride {

    private static final String NOT_SUPPORTED = "0A000";

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return NOT_SUPPORTED.equals(failure.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
