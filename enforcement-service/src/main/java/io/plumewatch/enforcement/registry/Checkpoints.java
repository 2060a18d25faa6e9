package io.plumewatch.enforcement.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The check-points with the sites up the road. */
@Repository
class Checkpoints {

    private static final String FIND = """
            select checkpoint_id, name, area_code, longitude, latitude
              from checkpoint
             where checkpoint_id = any (:ids)
             order by checkpoint_id
            """;

    private static final String UPSTREAM = """
            select checkpoint_id, site_id, distance_km
              from checkpoint_upstream
             where checkpoint_id = any (:ids)
             order by site_id
            """;

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns those that exist, in key order. */
    List<Checkpoint> find(Collection<String> ids) {
        String[] keys = ids.toArray(String[]::new);
        Map<String, List<Checkpoint.UpstreamSite>> upstream = upstream(keys);
        return jdbc.sql(FIND)
                .param("ids", keys)
                .query((row, number) -> new Checkpoint(
                        row.getString("checkpoint_id"),
                        row.getString("name"),
                        row.getString("area_code"),
                        row.getDouble("longitude"),
                        row.getDouble("latitude"),
                        upstream.getOrDefault(row.getString("checkpoint_id"), List.of())))
                .list();
    }

    private Map<String, List<Checkpoint.UpstreamSite>> upstream(String[] keys) {
        record Row(String checkpointId, Checkpoint.UpstreamSite site) {}
        return jdbc
                .sql(UPSTREAM)
                .param("ids", keys)
                .query((row, number) -> new Row(
                        row.getString("checkpoint_id"),
                        new Checkpoint.UpstreamSite(
                                row.getString("site_id"), row.getObject("distance_km", Double.class))))
                .stream()
                .collect(Collectors.groupingBy(Row::checkpointId, Collectors.mapping(Row::site, Collectors.toList())));
    }
}
