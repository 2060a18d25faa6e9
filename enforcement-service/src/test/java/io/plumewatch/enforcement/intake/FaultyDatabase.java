package io.plumewatch.enforcement.intake;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pool over a real PostgreSQL whose connections break together at the n-th call, and all say the same of it. The pool
 * hands each out once more before it notices, as it does with connections that were used just now.
 */
final class FaultyDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    /** Those that the driver asks the server for; a transaction begins in the driver alone. */
    private static final Set<String> COUNTED = Set.of(
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeBatch",
            "commit",
            "rollback",
            "setSavepoint",
            "releaseSavepoint");

    private final List<Broken> open = new CopyOnWriteArrayList<>();
    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicInteger callsLeft = new AtomicInteger();
    private volatile @Nullable Fault armed;

    FaultyDatabase(String url) {
        var real = new PGSimpleDataSource();
        real.setUrl(url);
        real.setUser("postgres");
        pool.setDataSource(proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        }));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(5_000);
    }

    /** What a broken connection says, and whether the call that broke it had reached the server. */
    enum Fault {
        NETWORK("08006", false),
        NETWORK_AFTER_THE_CALL("08006", true),
        CLOSED_STATEMENT("55000", false),
        NO_STATE(null, false),
        NO_STATE_AFTER_THE_CALL(null, true);

        private final @Nullable String state;
        private final boolean after;

        Fault(@Nullable String state, boolean after) {
            this.state = state;
            this.after = after;
        }

        SQLException failure() {
            return new SQLException("broken", state);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    /** Breaks every connection at the n-th call from now. */
    void breakAt(int call, Fault fault) {
        callsLeft.set(call);
        armed = fault;
    }

    boolean armed() {
        return armed != null;
    }

    @Override
    public void close() {
        pool.close();
    }

    private Connection connection(Connection real) {
        var broken = new Broken(real);
        open.add(broken);
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("isValid")) {
                return broken.seemsValid();
            }
            Object result = counted(broken, real, method, arguments);
            return result instanceof PreparedStatement statement ? statement(broken, statement) : result;
        });
    }

    private PreparedStatement statement(Broken broken, PreparedStatement real) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> counted(broken, real, method, arguments));
    }

    private @Nullable Object counted(Broken broken, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (!COUNTED.contains(method.getName())) {
            return call(real, method, arguments);
        }
        broken.check();
        Fault fault = armed;
        if (fault == null || callsLeft.decrementAndGet() > 0) {
            return call(real, method, arguments);
        }
        armed = null;
        if (fault.after) {
            call(real, method, arguments);
        }
        open.forEach(connection -> connection.by = fault);
        open.clear();
        throw broken.notice(fault);
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FaultyDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Broken {

        private final Connection real;
        private final AtomicBoolean noticed = new AtomicBoolean();
        private volatile @Nullable Fault by;

        Broken(Connection real) {
            this.real = real;
        }

        /** As the driver does when it first asks the server. */
        SQLException notice(Fault fault) throws SQLException {
            real.abort(Runnable::run);
            return fault.failure();
        }

        void check() throws SQLException {
            Fault fault = by;
            if (fault != null) {
                throw notice(fault);
            }
        }

        boolean seemsValid() {
            return by == null || noticed.compareAndSet(false, true);
        }
    }
}
