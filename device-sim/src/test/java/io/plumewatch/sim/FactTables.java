package io.plumewatch.sim;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a city's database holds about some devices and vehicles: passes, calibrations, statistics of terminals, air,
 * instruments, alerts, findings. Without what differs from one run to the next: times of receipt, numbers that were handed
 * out.
 */
final class FactTables {

    private static final Pattern FACTS = Pattern.compile(
            "pass|calibration|alert|case_finding|obd_.*|air_.*|national_.*|smoke_.*|instrument_test|sensor_reading|device_check");
    private static final Set<String> OF_THE_RUN = Set.of(
            "seq",
            "vehicle_id",
            "alert_id",
            "case_id",
            "finding_id",
            "received_at",
            "recorded_at",
            "stored_at",
            "noted_at",
            "raised_at",
            "updated_at",
            "expires_at",
            "closed_at",
            "first_received_at",
            "last_received_at",
            "list_age_millis");

    /** The gateway itself says when it asked an instrument, and which answers of a sensor are worth a reading. */
    private static final Map<String, Set<String>> OF_THE_POLLING = Map.of(
            "instrument_test",
            Set.of("test_no", "started_at", "finished_at", "payload", "payload_sha256", "content_hash"),
            "sensor_reading",
            Set.of("at", "measured", "state"));

    private FactTables() {}

    /**
     * Returns the rows that name one of the things, by table; as text, in order of the text. Of the seconds of OBD terminals
     * only those of one day: on the day of receipt they also say who was connected.
     */
    static TreeMap<String, List<String>> about(Collection<String> things, LocalDate day, String jdbcUrl) {
        var tables = new TreeMap<String, List<String>>();
        try (Connection database = DriverManager.getConnection(jdbcUrl, "postgres", "")) {
            for (String table : strings(database, "select tablename from pg_tables where schemaname = 'public'")) {
                if (FACTS.matcher(table).matches()) {
                    List<String> rows = strings(database, "select to_jsonb(t)::text from " + table + " t").stream()
                            .filter(row -> things.stream().anyMatch(row::contains))
                            .filter(row -> !table.equals("obd_slot") || row.contains('"' + day.toString() + '"'))
                            .map(row -> lasting(row, OF_THE_POLLING.getOrDefault(table, Set.of())))
                            .distinct()
                            .sorted()
                            .toList();
                    tables.put(table, rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tables.values().removeIf(List::isEmpty);
        return tables;
    }

    private static String lasting(String row, Set<String> ofThePolling) {
        ObjectNode copy = JsonMapper.shared().createObjectNode();
        JsonNode read = JsonMapper.shared().readTree(row);
        read.properties().stream()
                .filter(field -> !OF_THE_RUN.contains(field.getKey()) && !ofThePolling.contains(field.getKey()))
                .forEach(field -> copy.set(field.getKey(), field.getValue()));
        return copy.toString();
    }

    private static List<String> strings(Connection database, String query) throws SQLException {
        var strings = new ArrayList<String>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
