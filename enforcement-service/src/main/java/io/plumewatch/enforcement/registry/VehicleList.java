package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Vehicles page by page, in the order of their plates. */
@Repository
class VehicleList {

    private static final String PAGE = VehicleRows.SELECT + """
             where (number, type) > (:afterNumber, :afterType)
               and (cast(:number as text) is null or number = :number)
               and area_code like any (:areas)
             order by number, type
             limit :limit
            """;

    private static final String SEPARATOR = "/";

    private final JdbcClient jdbc;

    VehicleList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Vehicle> page(Areas areas, @Nullable String number, Page.Request request) {
        String[] after = request.after().split(SEPARATOR, 2);
        List<Vehicle> vehicles = jdbc.sql(PAGE)
                .param("afterNumber", after[0])
                .param("afterType", after.length > 1 ? after[1] : "")
                .param("number", number)
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("limit", request.limit() + 1)
                .query(VehicleRows::map)
                .list();
        return Page.of(vehicles, request, vehicle -> vehicle.number() + SEPARATOR + vehicle.type());
    }
}
