package io.plumewatch.enforcement.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final String FORGET_UPSTREAM = "delete from checkpoint_upstream where checkpoint_id = any (:ids)";

    private static final String ADD_UPSTREAM = """
            insert into checkpoint_upstream (checkpoint_id, site_id, distance_km)
            select checkpoint_id, site_id, distance_km
              from jsonb_populate_recordset(null::checkpoint_upstream, cast(:rows as jsonb))
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

    Map<String, Checkpoint> byId(Collection<String> ids) {
        return find(ids).stream().collect(Collectors.toMap(Checkpoint::checkpointId, checkpoint -> checkpoint));
    }

    /** Makes the sites up the road those of the given check-points, whatever they were. */
    void replaceUpstream(List<Checkpoint> checkpoints) {
        record Row(
                String checkpointId,
                String siteId,
                @Nullable Double distanceKm) {}
        List<Row> rows = checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.upstreamSites().stream()
                        .map(site -> new Row(checkpoint.checkpointId(), site.siteId(), site.distanceKm())))
                .toList();
        jdbc.sql(FORGET_UPSTREAM)
                .param("ids", checkpoints.stream().map(Checkpoint::checkpointId).toArray(String[]::new))
                .update();
        jdbc.sql(ADD_UPSTREAM).param("rows", Register.rows(rows)).update();
    }

    static Checkpoint withoutUpstream(ResultSet row, int rowNumber) throws SQLException {
        return new Checkpoint(
                row.getString("checkpoint_id"),
                row.getString("name"),
                row.getString("area_code"),
                row.getDouble("longitude"),
                row.getDouble("latitude"),
                List.of());
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
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::checkpointId, Collectors.mapping(Row::site, Collectors.toList())));
    }
}
