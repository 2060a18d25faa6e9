package io.plumewatch.sim.load;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.life.Units;
import io.plumewatch.sim.people.AlertStream;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * The crews' screens of a city, and when a device published what they show. A second look, into the database and by
 * another session, tells whether an alert was committed by the time that it was shown.
 */
final class Screens implements AutoCloseable {

    private final Connection database;
    private final Map<String, Long> publishedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> shownAt = new ConcurrentHashMap<>();
    private final AtomicInteger tooEarly = new AtomicInteger();
    private volatile boolean closed;

    private Screens(Connection database) {
        this.database = database;
    }

    /** Listens at every check-point. */
    static Screens watch(City city, String crewToken) {
        try {
            var screens = new Screens(DriverManager.getConnection(city.jdbcUrl(), "postgres", ""));
            for (Area area : Area.values()) {
                var stream = new AlertStream(city.enforcement(crewToken), Registrar.checkpointId(area));
                var thread = new Thread(() -> screens.listen(stream), "crew-" + area.code());
                thread.setDaemon(true);
                thread.start();
            }
            return screens;
        } catch (SQLException e) {
            throw new RunFailed("the database cannot be asked: " + e.getMessage(), e);
        }
    }

    private void listen(AlertStream stream) {
        while (!closed) {
            stream.listen(this::shown);
        }
    }

    private void shown(AlertStream.Event event) {
        long now = System.nanoTime();
        String number = event.alert().path("plate").path("number").asString("");
        if (!closed
                && publishedAt.containsKey(number)
                && shownAt.putIfAbsent(number, now) == null
                && !committed(event.alert())) {
            tooEarly.incrementAndGet();
        }
    }

    private synchronized boolean committed(JsonNode alert) {
        try (PreparedStatement query =
                database.prepareStatement("select 1 from alert where alert_id = ? and version >= ?")) {
            query.setLong(1, Long.parseLong(alert.path("id").asString("0")));
            query.setInt(2, alert.path("version").asInt(Integer.MAX_VALUE));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new RunFailed("the database cannot be asked: " + e.getMessage(), e);
        }
    }

    /** Has trucks exceed that did so before, one after the other; what was seen until now counts no more. */
    void smoke(Traffic traffic, Units units, Duration gap) {
        publishedAt.clear();
        shownAt.clear();
        tooEarly.set(0);
        for (int i = 0; i < Scenario.LIVE_SMOKERS; i++) {
            MeasuredPass pass = traffic.live(traffic.liveSmoking(i), Instant.now());
            publishedAt.put(pass.pass().plate().number(), System.nanoTime());
            units.send(pass);
            Pause.millis(gap.toMillis());
        }
    }

    /** Waits until everything is shown, if it is within a time. */
    void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (shownAt.size() < publishedAt.size() && System.nanoTime() < end) {
            Pause.millis(10);
        }
    }

    /** Returns how long each took from publish to screen. */
    Delays delays() {
        return Delays.ofNanos(publishedAt.entrySet().stream()
                .filter(entry -> shownAt.containsKey(entry.getKey()))
                .mapToLong(entry -> shownAt.getOrDefault(entry.getKey(), 0L) - entry.getValue()));
    }

    /** Returns how many were shown before the database had them. */
    int tooEarly() {
        return tooEarly.get();
    }

    /** Returns the times in one line. */
    String report() {
        Delays delays = delays();
        if (delays.count() == 0) {
            throw new RunFailed("none of " + publishedAt.size() + " live exceedances became an alert");
        }
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, most %.1f ms (%d of %d, %d shown before they were durable)",
                delays.millis(0.50),
                delays.millis(0.99),
                delays.millis(1),
                delays.count(),
                publishedAt.size(),
                tooEarly());
    }

    @Override
    public void close() {
        closed = true;
        try {
            database.close();
        } catch (SQLException e) {
            throw new RunFailed("the database connection does not close: " + e.getMessage(), e);
        }
    }
}
