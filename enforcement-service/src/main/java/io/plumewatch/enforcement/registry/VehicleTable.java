package io.plumewatch.enforcement.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the table {@code vehicle}, thousands of rows a statement. */
@Repository
class VehicleTable {

    private static final String COLUMNS = "number, type, color, fuel, vehicle_type, area_code, vin, emission_stage,"
            + " first_registered_on, company_id, owner_name, owner_phone, brand, body_color, state";

    private static final String LOCK = VehicleRows.SELECT + """
             where (number, type) in (select * from unnest(cast(:numbers as text[]), cast(:types as text[])))
             order by vehicle_id
               for no key update
            """;

    private static final String INSERT = """
            insert into vehicle (%s, registered_at)
            select %s, :registeredAt
              from jsonb_populate_recordset(null::vehicle, cast(:rows as jsonb))
             order by number, type
            on conflict (number, type) do nothing
            returning vehicle_id, number, type
            """.formatted(COLUMNS, COLUMNS);

    private static final String UPDATE = """
            update vehicle as held
               set (%s) = row (%s)
              from jsonb_populate_recordset(null::vehicle, cast(:rows as jsonb)) as wanted
             where held.vehicle_id = wanted.vehicle_id
            """.formatted(COLUMNS, COLUMNS.replaceAll("(\\w+)", "wanted.$1"));

    private static final String BY_IDS = VehicleRows.SELECT + "where vehicle_id = any (:ids)";

    /** The plates under which the same VIN stood before: the vehicle changed its plate. */
    private static final String PLATES_BEFORE = """
            select earlier.vehicle_id as earlier_id, moved.vehicle_id as later_id, moved.at
              from jsonb_to_recordset(cast(:rows as jsonb)) as moved(vehicle_id bigint, vin text, at timestamptz)
              join vehicle earlier on earlier.vin = moved.vin and earlier.vehicle_id <> moved.vehicle_id
             order by earlier.vehicle_id
               for no key update of earlier
            """;

    private static final String ADD_RUN_BREAKS = """
            insert into vehicle_run_break (vehicle_id, at)
            select vehicle_id, at from jsonb_populate_recordset(null::vehicle_run_break, cast(:rows as jsonb))
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    VehicleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks those that are registered already, in key order. */
    Map<VehicleKey, Vehicle> lock(List<VehicleInput> inputs) {
        return jdbc
                .sql(LOCK)
                .param(
                        "numbers",
                        inputs.stream().map(input -> input.key().number()).toArray(String[]::new))
                .param("types", inputs.stream().map(input -> input.key().type()).toArray(String[]::new))
                .query(VehicleRows::map)
                .list()
                .stream()
                .collect(Collectors.toMap(VehicleKey::of, vehicle -> vehicle));
    }

    void update(List<Vehicle> vehicles) {
        if (!vehicles.isEmpty()) {
            jdbc.sql(UPDATE).param("rows", Register.rows(vehicles)).update();
        }
    }

    /** Inserts vehicles and returns them with the ids that they got. */
    Map<VehicleKey, Vehicle> insert(List<Vehicle> vehicles, Instant registeredAt) {
        if (vehicles.isEmpty()) {
            return Map.of();
        }
        Map<VehicleKey, Vehicle> wanted =
                vehicles.stream().collect(Collectors.toMap(VehicleKey::of, vehicle -> vehicle));
        List<Vehicle> inserted = jdbc.sql(INSERT)
                .param("registeredAt", registeredAt.atOffset(ZoneOffset.UTC))
                .param("rows", Register.rows(vehicles))
                .query((row, number) -> withId(
                        Objects.requireNonNull(
                                wanted.get(new VehicleKey(row.getString("number"), row.getString("type")))),
                        row.getLong("vehicle_id")))
                .list();
        if (inserted.size() != vehicles.size()) {
            throw new ConcurrencyFailureException("another request registered the same vehicles at the same time");
        }
        return inserted.stream().collect(Collectors.toMap(VehicleKey::of, vehicle -> vehicle));
    }

    List<Vehicle> byIds(Collection<Long> ids) {
        return jdbc.sql(BY_IDS)
                .param("ids", ids.toArray(Long[]::new))
                .query(VehicleRows::map)
                .list();
    }

    /** Returns run breaks for both plates of vehicles whose VIN stood under another plate before. */
    List<RunBreak> platesChanged(List<NewVin> newVins) {
        if (newVins.isEmpty()) {
            return List.of();
        }
        record Moved(long earlierId, long laterId, Instant at) {}
        return jdbc
                .sql(PLATES_BEFORE)
                .param("rows", Register.rows(newVins))
                .query((row, number) -> new Moved(
                        row.getLong("earlier_id"),
                        row.getLong("later_id"),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .flatMap(moved ->
                        List.of(new RunBreak(moved.earlierId(), moved.at()), new RunBreak(moved.laterId(), moved.at()))
                                .stream())
                .toList();
    }

    void addRunBreaks(List<RunBreak> breaks) {
        if (!breaks.isEmpty()) {
            jdbc.sql(ADD_RUN_BREAKS).param("rows", Register.rows(breaks)).update();
        }
    }

    static Vehicle withId(Vehicle vehicle, long vehicleId) {
        return new Vehicle(
                vehicleId,
                vehicle.number(),
                vehicle.type(),
                vehicle.color(),
                vehicle.fuel(),
                vehicle.vehicleType(),
                vehicle.areaCode(),
                vehicle.vin(),
                vehicle.emissionStage(),
                vehicle.firstRegisteredOn(),
                vehicle.companyId(),
                vehicle.ownerName(),
                vehicle.ownerPhone(),
                vehicle.brand(),
                vehicle.bodyColor(),
                vehicle.state());
    }

    /** A vehicle's run of measurements ends at a point in time. */
    record RunBreak(long vehicleId, Instant at) {}

    /** A vehicle got a VIN that it did not have. */
    record NewVin(long vehicleId, String vin, Instant at) {}
}
