package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.plate.PlateColor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which passes are whose. */
@Repository
class Ownership {

    private static final String VEHICLES_OF = """
            select distinct vehicle_id from pass where number = :number and vehicle_id is not null
            """;

    private static final String PLATES_OF = """
            select distinct number, type, color from pass where number = :number
            """;

    /** Answers with the owners before. */
    private static final String GIVE = """
            with moving as (select pass_key, vehicle_id
                              from pass
                             where number = :number
                               and type is not distinct from cast(:type as text)
                               and color is not distinct from cast(:color as text)
                               and vehicle_id is distinct from cast(:owner as bigint)),
                 moved as (update pass set vehicle_id = :owner from moving where pass.pass_key = moving.pass_key)
            select distinct coalesce(vehicle_id, 0) from moving
            """;

    private static final String MEASURED_BY = """
            select distinct vehicle_id from pass where device_no = :device and vehicle_id is not null
            """;

    private static final String HAS_FACTS = """
            select exists (select 1 from pass where vehicle_id = :vehicleId)
                or exists (select 1 from inspection where vehicle_id = :vehicleId)
            """;

    private static final long NOBODY = 0;

    private final JdbcClient jdbc;

    Ownership(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A plate as cameras observed it. */
    record Plate(
            String number, @Nullable String type, @Nullable PlateColor color) {}

    /** Returns the vehicles that passes of a number are of. */
    Set<Long> vehiclesOf(String number) {
        return new TreeSet<>(
                jdbc.sql(VEHICLES_OF).param("number", number).query(Long.class).list());
    }

    Set<Long> vehiclesMeasuredBy(String deviceNo) {
        return new TreeSet<>(jdbc.sql(MEASURED_BY)
                .param("device", deviceNo)
                .query(Long.class)
                .list());
    }

    /** Returns the different ways in which passes of a number observed the plate. */
    List<Plate> platesOf(String number) {
        return jdbc.sql(PLATES_OF)
                .param("number", number)
                .query((row, n) ->
                        new Plate(row.getString("number"), row.getString("type"), color(row.getString("color"))))
                .list();
    }

    /** Gives the passes of a plate to a vehicle, or to nobody; returns every vehicle that lost or got one. */
    Set<Long> give(Plate plate, @Nullable Long owner) {
        List<Long> before = jdbc.sql(GIVE)
                .param("number", plate.number())
                .param("type", plate.type())
                .param("color", plate.color() == null ? null : plate.color().name())
                .param("owner", owner)
                .query(Long.class)
                .list();
        var touched = new HashSet<>(before);
        touched.remove(NOBODY);
        if (owner != null && !before.isEmpty()) {
            touched.add(owner);
        }
        return touched;
    }

    /** Returns whether there is anything to assess. */
    boolean hasFacts(long vehicleId) {
        return jdbc.sql(HAS_FACTS)
                .param("vehicleId", vehicleId)
                .query(Boolean.class)
                .single();
    }

    private static @Nullable PlateColor color(@Nullable String name) {
        return name == null ? null : PlateColor.valueOf(name);
    }
}
