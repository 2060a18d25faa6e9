package io.plumewatch.enforcement.registry;

import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The registered vehicles, straight from their table. */
@Repository
class RegisteredVehicles implements Vehicles {

    private static final String BY_ID = VehicleRows.SELECT + "where vehicle_id = :vehicleId";
    private static final String IDS_BY_NUMBERS = "select vehicle_id from vehicle where number = any (:numbers)";
    private static final String BY_PLATE = VehicleRows.SELECT + "where number = :number and type = :type";
    private static final String BY_NUMBER = VehicleRows.SELECT + "where number = :number and state <> 'VOID'";

    /** Key order keeps two transactions from waiting for each other; readers by foreign key are not held up. */
    private static final String LOCK = """
            select vehicle_id from vehicle where vehicle_id = any (:vehicleIds) order by vehicle_id for no key update
            """;

    private static final String RUN_BREAKS =
            "select at from vehicle_run_break where vehicle_id = :vehicleId order by at";

    private static final String WITH_BREAKS = """
            select vehicle.*,
                   array(select at from vehicle_run_break ended
                          where ended.vehicle_id = vehicle.vehicle_id order by at) as run_breaks
              from (%s where vehicle_id = any (:vehicleIds)) vehicle
            """.formatted(VehicleRows.SELECT);

    private final JdbcClient jdbc;

    RegisteredVehicles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Vehicle> find(long vehicleId) {
        return jdbc.sql(BY_ID)
                .param("vehicleId", vehicleId)
                .query(VehicleRows::map)
                .optional();
    }

    @Override
    public Optional<Vehicle> find(String number, String type) {
        return jdbc.sql(BY_PLATE)
                .param("number", number)
                .param("type", type)
                .query(VehicleRows::map)
                .optional();
    }

    @Override
    public Optional<Vehicle> resolve(String number, @Nullable String type, @Nullable PlateColor observedColor) {
        if (type != null) {
            return find(number, type);
        }
        List<Vehicle> candidates = jdbc.sql(BY_NUMBER).param("number", number).query(VehicleRows::map).list().stream()
                .filter(vehicle -> agrees(vehicle, observedColor))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    @Override
    public void lock(Collection<Long> vehicleIds) {
        if (!vehicleIds.isEmpty()) {
            jdbc.sql(LOCK)
                    .param("vehicleIds", vehicleIds.toArray(Long[]::new))
                    .query(Long.class)
                    .list();
        }
    }

    @Override
    public List<Instant> runBreaks(long vehicleId) {
        return jdbc.sql(RUN_BREAKS).param("vehicleId", vehicleId).query(OffsetDateTime.class).list().stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    @Override
    public Map<Long, VehicleWithBreaks> withBreaks(Collection<Long> vehicleIds) {
        return jdbc
                .sql(WITH_BREAKS)
                .param("vehicleIds", vehicleIds.toArray(Long[]::new))
                .query(RegisteredVehicles::withBreaks)
                .list()
                .stream()
                .collect(Collectors.toMap(known -> known.vehicle().vehicleId(), Function.identity()));
    }

    private static VehicleWithBreaks withBreaks(ResultSet row, int number) throws SQLException {
        Timestamp[] breaks = (Timestamp[]) row.getArray("run_breaks").getArray();
        return new VehicleWithBreaks(
                VehicleRows.map(row, number),
                Stream.of(breaks).map(Timestamp::toInstant).toList());
    }

    @Override
    public Set<Long> withNumbers(Collection<String> numbers) {
        return new TreeSet<>(jdbc.sql(IDS_BY_NUMBERS)
                .param("numbers", numbers.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    /** A colour that was not observed, or a type that has no usual one, contradicts nothing. */
    private static boolean agrees(Vehicle vehicle, @Nullable PlateColor observed) {
        Optional<PlateColor> registered =
                Optional.ofNullable(vehicle.color()).or(() -> PlateType.usualColor(vehicle.type()));
        return observed == null || registered.isEmpty() || registered.get() == observed;
    }
}
