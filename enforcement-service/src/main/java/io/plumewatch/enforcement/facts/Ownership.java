package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.plate.PlateColor;
import java.util.Collection;
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
            select distinct vehicle_id from pass where number = any(:numbers) and vehicle_id is not null
            """;

    private static final String PLATES_OF = """
            select distinct number, type, color from pass where number = any(:numbers)
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
            select distinct vehicle_id from pass where device_no = any(:devices) and vehicle_id is not null
            """;

    private static final String MEASURED_AT = """
            select distinct vehicle_id from pass where site_id = any(:sites) and vehicle_id is not null
            """;

    private static final String WITH_FACTS = """
            select vehicle_id from vehicle
             where vehicle_id = any(:vehicleIds)
               and (exists (select 1 from pass where pass.vehicle_id = vehicle.vehicle_id)
                    or exists (select 1 from inspection where inspection.vehicle_id = vehicle.vehicle_id))
            """;

    private static final long NOBODY = 0;

    private final JdbcClient jdbc;

    Ownership(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A plate as cameras observed it. */
    record Plate(
            String number, @Nullable String type, @Nullable PlateColor color) {}

    /** Returns the vehicles that passes of the numbers are of. */
    Set<Long> vehiclesOf(Collection<String> numbers) {
        return new TreeSet<>(jdbc.sql(VEHICLES_OF)
                .param("numbers", numbers.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    Set<Long> vehiclesMeasuredBy(Collection<String> deviceNos) {
        return new TreeSet<>(jdbc.sql(MEASURED_BY)
                .param("devices", deviceNos.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    Set<Long> vehiclesMeasuredAt(Collection<String> siteIds) {
        return new TreeSet<>(jdbc.sql(MEASURED_AT)
                .param("sites", siteIds.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    /** Returns the different ways in which passes of the numbers observed the plates. */
    List<Plate> platesOf(Collection<String> numbers) {
        return jdbc.sql(PLATES_OF)
                .param("numbers", numbers.toArray(String[]::new))
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

    /** Returns those of the vehicles of which there is anything to assess. */
    Set<Long> withFacts(Collection<Long> vehicleIds) {
        return new TreeSet<>(jdbc.sql(WITH_FACTS)
                .param("vehicleIds", vehicleIds.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    private static @Nullable PlateColor color(@Nullable String name) {
        return name == null ? null : PlateColor.valueOf(name);
    }
}
