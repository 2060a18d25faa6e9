package io.plumewatch.sim.chaos;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the service's database says, asked behind the service's back. */
record CityTables(String jdbcUrl) {

    static CityTables of(City city) {
        return new CityTables(city.jdbcUrl());
    }

    /** Returns the first column of each row. */
    List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl, "postgres", "");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new RunFailed("cannot ask the database: " + e.getMessage(), e);
        }
    }
}
