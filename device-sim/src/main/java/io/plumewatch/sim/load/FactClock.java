package io.plumewatch.sim.load;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.server.Pause;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks into the service's database when passes are facts there, from beside it and every few milliseconds. */
final class FactClock implements AutoCloseable {

    private static final String AMONG = "select pass_key from pass where pass_key = any(?)";
    private static final long LOOK_MILLIS = 25;
    private static final long COUNT_MILLIS = 500;

    private final Connection database;
    private final Map<String, Long> publishedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> factNanos = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "fact-clock");
    private volatile boolean stopping;

    FactClock(String jdbcUrl) {
        try {
            database = DriverManager.getConnection(jdbcUrl, "postgres", "");
        } catch (SQLException e) {
            throw new RunFailed("the database cannot be asked: " + e.getMessage(), e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    void published(String key) {
        publishedAt.put(key, System.nanoTime());
    }

    private void run() {
        while (!stopping) {
            if (factNanos.size() < publishedAt.size()) {
                look();
            }
            Pause.millis(LOOK_MILLIS);
        }
    }

    private synchronized void look() {
        try (PreparedStatement query = database.prepareStatement(AMONG)) {
            Object[] missing = publishedAt.keySet().stream()
                    .filter(key -> !factNanos.containsKey(key))
                    .toArray();
            query.setArray(1, database.createArrayOf("text", missing));
            try (ResultSet rows = query.executeQuery()) {
                long now = System.nanoTime();
                while (rows.next()) {
                    String key = rows.getString(1);
                    Long published = publishedAt.get(key);
                    if (published != null) {
                        factNanos.putIfAbsent(key, now - published);
                    }
                }
            }
        } catch (SQLException e) {
            throw new RunFailed("the database cannot be asked: " + e.getMessage(), e);
        }
    }

    /** Waits until everything published, and so many others whose keys begin like this, are facts. */
    void await(String others, int count, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (factNanos.size() < publishedAt.size() || count(others) < count) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed("the service did not take " + count + " passes within " + most);
            }
            Pause.millis(COUNT_MILLIS);
        }
    }

    private synchronized int count(String others) {
        try (PreparedStatement query =
                database.prepareStatement("select count(*) from pass where starts_with(pass_key, ?)")) {
            query.setString(1, others);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new RunFailed("the database cannot be asked: " + e.getMessage(), e);
        }
    }

    Delays delays() {
        return Delays.ofNanos(factNanos.values().stream().mapToLong(Long::longValue));
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(1_000);
            database.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new RunFailed("the database connection does not close: " + e.getMessage(), e);
        }
    }
}
